package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.archive.EntryName;
import io.jenkins.lib.containergate.archive.EntryPath;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * All layers of an image put on each other, base layer first.
 *
 * <p>Every entry has a number that grows through all layers. A path knows the number of the entry that last made it, and
 * the number below which everything under it is gone: deleting or replacing a directory costs one assignment, however
 * much is in it.
 *
 * <p>A path is taken literally, as an overlay file system does: {@code lib/x} in an upper layer makes a directory
 * {@code lib} even where a lower layer has a symbolic link {@code lib}. Runtimes that write through the link instead would
 * replace a file of which this class says that it is still visible, never the other way round: where runtimes differ, more
 * is judged. Only the targets of hard links are looked up through symbolic links.
 */
final class UnionFileSystem implements Visibility {
    private static final int GONE = -1;

    private final Limits limits;
    private final String image;
    private final PathTree tree = new PathTree();
    private final Map<Integer, String> symbolicLinks = new HashMap<>();
    private int[] made = new int[1024];
    private int[] goneBelow = new int[1024];
    private byte[] kinds = new byte[1024];
    /** Of files: the number of the entry that brought the content, and its path. */
    private int[] contents = new int[1024];

    private int[] contentPaths = new int[1024];
    private int[] layerStarts = new int[16];
    private int layers;
    private int next;
    private long fileCount;
    /** Keys of the files that a hard link shows, sorted. */
    private long[] linked = new long[0];

    /** @param image as the user knows it, for messages */
    UnionFileSystem(String image, Limits limits) {
        this.image = image;
        this.limits = limits;
        Arrays.fill(made, GONE);
    }

    /** Puts a layer on top. */
    void apply(PathJournal journal) throws GateException {
        if (layers == layerStarts.length) {
            layerStarts = Arrays.copyOf(layerStarts, layers * 2);
        }
        layerStarts[layers++] = next++;
        journal.replay(this::entry);
    }

    /** After the last layer: settles what is visible. */
    UnionFileSystem finish() {
        LongStream.Builder shown = LongStream.builder();
        // parents have lower numbers than their children, so each parent is settled first
        for (int node = 1; node < tree.size(); node++) {
            goneBelow[node] = Math.max(goneBelow[node], goneBelow[tree.parent(node)]);
            if (made[node] < goneBelow[tree.parent(node)]) {
                made[node] = GONE;
            }
            if (made[node] != GONE && kinds[node] == PathJournal.Action.FILE.ordinal()) {
                fileCount++;
                if (contents[node] != made[node]) {
                    shown.add(key(contentPaths[node], layerOf(contents[node])));
                }
            }
        }
        linked = shown.build().sorted().toArray();
        return this;
    }

    @Override
    public boolean visible(int layerIndex, String path) {
        int node = tree.find(path);
        if (node <= PathTree.ROOT) {
            return false;
        }
        boolean own = made[node] != GONE
                && layerOf(made[node]) == layerIndex
                && kinds[node] != PathJournal.Action.METADATA.ordinal();
        return own || Arrays.binarySearch(linked, key(node, layerIndex)) >= 0;
    }

    @Override
    public long fileCount() {
        return fileCount;
    }

    private void entry(PathJournal.Action action, String path, String target) throws GateException {
        switch (action) {
            case DELETE -> delete(path);
            case EMPTY_DIRECTORY -> empty(path);
            case HARD_LINK -> hardLink(path, target);
            default -> {
                int node = make(path, action);
                contents[node] = made[node];
                contentPaths[node] = node;
                if (action == PathJournal.Action.SYMBOLIC_LINK) {
                    symbolicLinks.put(node, target);
                }
            }
        }
    }

    private int make(String path, PathJournal.Action action) throws GateException {
        int node = tree.add(path);
        if (tree.size() > 2L * limits.maxEntries()) {
            throw new LimitExceededException("the number of paths in " + image, "maxEntries", limits.maxEntries());
        }
        grow();
        made[node] = next++;
        kinds[node] = (byte) action.ordinal();
        if (action != PathJournal.Action.DIRECTORY) {
            goneBelow[node] = made[node];
        }
        return node;
    }

    private void delete(String path) {
        int node = tree.find(path);
        if (node > PathTree.ROOT) {
            int layerStart = layerStarts[layers - 1];
            if (made[node] < layerStart) {
                made[node] = GONE;
            }
            goneBelow[node] = Math.max(goneBelow[node], layerStart);
        }
    }

    private void empty(String path) {
        int node = tree.find(path);
        if (node > PathTree.ROOT) {
            goneBelow[node] = Math.max(goneBelow[node], layerStarts[layers - 1]);
        }
    }

    /** Another name for what the target is now, whatever becomes of the target's own name. */
    private void hardLink(String path, String target) throws GateException {
        int from = resolve(path, target);
        PathJournal.Action action = PathJournal.Action.values()[kinds[from]];
        int content = contents[from];
        int contentPath = contentPaths[from];
        String symbolic = symbolicLinks.get(from);
        int node = make(path, action == PathJournal.Action.METADATA ? PathJournal.Action.FILE : action);
        contents[node] = content;
        contentPaths[node] = contentPath;
        if (action == PathJournal.Action.SYMBOLIC_LINK && symbolic != null) {
            symbolicLinks.put(node, symbolic);
        }
    }

    private int resolve(String path, String target) throws GateException {
        String wanted = canonical(path, target);
        for (int depth = 0; depth <= limits.maxLinkDepth(); depth++) {
            int node = tree.find(wanted);
            if (node > PathTree.ROOT && present(node)) {
                if (kinds[node] == PathJournal.Action.DIRECTORY.ordinal()) {
                    throw dangling(path, target, "is a directory");
                }
                return node;
            }
            String followed = throughLink(wanted);
            if (followed.isEmpty()) {
                throw dangling(path, target, "is not there");
            }
            wanted = followed;
        }
        throw new LimitExceededException(
                "the hard link " + EntryName.shown(path) + " in " + image, "maxLinkDepth", limits.maxLinkDepth());
    }

    /** The path with its first symbolic link that stands for a directory replaced; empty when there is none. */
    private String throughLink(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            int node = tree.find(path.substring(0, slash));
            if (node > PathTree.ROOT && present(node) && kinds[node] == PathJournal.Action.SYMBOLIC_LINK.ordinal()) {
                String link = symbolicLinks.getOrDefault(node, "");
                return LinkTarget.from(path.substring(0, slash), link, path.substring(slash + 1));
            }
        }
        return "";
    }

    private boolean present(int node) {
        for (int above = tree.parent(node); above != PathTree.ROOT; above = tree.parent(above)) {
            if (made[node] < goneBelow[above]) {
                return false;
            }
        }
        return made[node] != GONE;
    }

    private String canonical(String path, String target) throws GateException {
        try {
            return EntryPath.canonical(target);
        } catch (MalformedArchiveException e) {
            throw dangling(path, target, "points outside of the image");
        }
    }

    private GateException dangling(String path, String target, String why) {
        return new GateException(
                "the target " + EntryName.shown(target) + " of the hard link " + EntryName.shown(path) + " in " + image
                        + " " + why,
                "no runtime can unpack this image; build it again");
    }

    /** The layer an entry came from. */
    private int layerOf(int number) {
        int found = Arrays.binarySearch(layerStarts, 0, layers, number);
        return found >= 0 ? found : -found - 2;
    }

    private static long key(int node, int layer) {
        return (long) node << 32 | layer;
    }

    private void grow() {
        if (tree.size() > made.length) {
            int old = made.length;
            int size = Math.max(old * 2, tree.size());
            made = Arrays.copyOf(made, size);
            Arrays.fill(made, old, size, GONE);
            goneBelow = Arrays.copyOf(goneBelow, size);
            kinds = Arrays.copyOf(kinds, size);
            contents = Arrays.copyOf(contents, size);
            contentPaths = Arrays.copyOf(contentPaths, size);
        }
    }
}
