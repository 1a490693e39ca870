package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.archive.EntryPath;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.layer.Visibility.Landing;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import io.jenkins.lib.containergate.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * All layers of an image put on each other, base layer first, by one {@link LinkRule}.
 *
 * <p>Every entry has a number that grows through all layers. A path knows the number of the entry that last made it, and
 * the number below which everything under it is gone: deleting or replacing a directory costs one assignment, however
 * much is in it.
 */
final class UnpackedLayers {
    private static final int GONE = -1;

    private static final int MAX_SEGMENT = 255;
    private static final String MARKER = ".wh..wh..opq";

    private final Limits limits;
    private final String image;
    private final LinkRule rule;
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
    /** Paths that entries with another path were written to. */
    private final BitSet landed = new BitSet();

    /** Directories, named by an entry or not, with something in them. */
    private final BitSet holding = new BitSet();

    private boolean throughLinks;
    private boolean whiteoutsThroughLinks;
    private Optional<GateException> failure = Optional.empty();

    /** @param image as the user knows it, for messages */
    UnpackedLayers(String image, Limits limits, LinkRule rule) {
        this.image = image;
        this.limits = limits;
        this.rule = rule;
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
    UnpackedLayers finish() {
        LongStream.Builder shown = LongStream.builder();
        // parents have lower numbers than their children, so each parent is settled first
        for (int node = 1; node < tree.size(); node++) {
            goneBelow[node] = Math.max(goneBelow[node], goneBelow[tree.parent(node)]);
            if (made[node] < goneBelow[tree.parent(node)]) {
                made[node] = GONE;
            }
            if (made[node] == GONE) {
                continue;
            }
            boolean file = kinds[node] == PathJournal.Action.FILE.ordinal();
            if (file) {
                fileCount++;
            }
            if (landed.get(node) || file && contents[node] != made[node]) {
                shown.add(key(contentPaths[node], layerOf(contents[node])));
            }
        }
        linked = shown.build().sorted().toArray();
        for (int node = tree.size() - 1; node > PathTree.ROOT; node--) {
            if (made[node] != GONE || holding.get(node)) {
                holding.set(tree.parent(node));
            }
        }
        return this;
    }

    /** As {@link Visibility#visible}. */
    boolean visible(int layerIndex, String path) {
        int node = tree.find(path);
        if (node <= PathTree.ROOT) {
            return false;
        }
        boolean own = made[node] != GONE
                && layerOf(made[node]) == layerIndex
                && kinds[node] != PathJournal.Action.METADATA.ordinal();
        return own || Arrays.binarySearch(linked, key(node, layerIndex)) >= 0;
    }

    long fileCount() {
        return fileCount;
    }

    /** Whether an entry's path led through a symbolic link, so that runtimes may differ about it. */
    boolean throughLinks() {
        return throughLinks;
    }

    /** Whether a whiteout's did, or that of an opaque directory. */
    boolean whiteoutsThroughLinks() {
        return whiteoutsThroughLinks;
    }

    /** Why no runtime that keeps to the rule can unpack the image. */
    Optional<GateException> failure() {
        return failure;
    }

    /** As {@link Visibility#landings}. */
    List<Landing> landings() {
        return landed.stream()
                .filter(node -> made[node] != GONE && kinds[node] != PathJournal.Action.DIRECTORY.ordinal())
                .mapToObj(node -> new Landing(layerOf(contents[node]), tree.path(contentPaths[node]), tree.path(node)))
                .toList();
    }

    /** As {@link Visibility#reached}. */
    Reached reached(String path) {
        int node = PathTree.ROOT;
        Deque<String> segments = new ArrayDeque<>(List.of(path.split("/")));
        int links = 0;
        int rest = Integer.MAX_VALUE; // segments of the path itself that follow a link, while its target is walked
        while (!segments.isEmpty()) {
            String segment = segments.pop();
            if (segments.size() < rest) {
                rest = Integer.MAX_VALUE;
            }
            if (segment.equals("..")) {
                node = node == PathTree.ROOT ? PathTree.ROOT : tree.parent(node);
                continue;
            }
            int next = plain(segment) ? tree.find(node, segment) : node;
            if (next < 0 || next != PathTree.ROOT && !there(next)) {
                String missing = joined(tree.path(node), segment, segments);
                Reached.Kind kind = rest == 0 ? Reached.Kind.DANGLING : Reached.Kind.ABSENT;
                return new Reached(kind, missing, -1, "");
            }
            if (next != PathTree.ROOT && is(next, PathJournal.Action.SYMBOLIC_LINK)) {
                if (++links > limits.maxLinkDepth()) {
                    return new Reached(Reached.Kind.DANGLING, path, -1, "");
                }
                rest = rest == Integer.MAX_VALUE ? segments.size() : rest;
                String target = symbolicLinks.getOrDefault(next, "");
                push(segments, target);
                node = target.startsWith("/") ? PathTree.ROOT : tree.parent(next);
            } else {
                node = next;
            }
        }
        if (node != PathTree.ROOT && is(node, PathJournal.Action.FILE)) {
            return new Reached(
                    Reached.Kind.FILE, tree.path(node), layerOf(contents[node]), tree.path(contentPaths[node]));
        }
        return new Reached(Reached.Kind.OTHER, tree.path(node), -1, "");
    }

    private boolean is(int node, PathJournal.Action action) {
        return made[node] != GONE && kinds[node] == action.ordinal();
    }

    /** Made by an entry, or a directory that something visible lies in. */
    private boolean there(int node) {
        return made[node] != GONE || holding.get(node);
    }

    private static boolean plain(String segment) {
        return !segment.isEmpty() && !segment.equals(".");
    }

    private static String joined(String directory, String segment, Deque<String> rest) {
        String below = rest.isEmpty() ? segment : segment + "/" + String.join("/", rest);
        return directory.isEmpty() ? below : directory + "/" + below;
    }

    private static void push(Deque<String> segments, String target) {
        String[] parts = target.split("/");
        for (int i = parts.length - 1; i >= 0; i--) {
            segments.push(parts[i]);
        }
    }

    private void entry(PathJournal.Action action, String path, String target) throws GateException {
        switch (action) {
            case DELETE -> delete(path);
            case EMPTY_DIRECTORY -> empty(path);
            case HARD_LINK -> hardLink(path, target);
            default -> {
                int written = tree.add(path);
                int node = make(path, action);
                contents[node] = made[node];
                contentPaths[node] = written;
                landed.set(node, node != written);
                if (action == PathJournal.Action.SYMBOLIC_LINK) {
                    symbolicLinks.put(node, target);
                }
            }
        }
    }

    private int make(String path, PathJournal.Action action) throws GateException {
        int node = place(path);
        if (tree.size() > 2L * limits.maxEntries()) {
            throw new LimitExceededException("the number of paths in " + image, "maxEntries", limits.maxEntries());
        }
        grow();
        made[node] = next++;
        kinds[node] = (byte) action.ordinal();
        landed.clear(node);
        if (action != PathJournal.Action.DIRECTORY) {
            goneBelow[node] = made[node];
        }
        return node;
    }

    /** The path that a whiteout or a marker is about. */
    private int ordered(String path, boolean through) throws GateException {
        int node = tree.add(path);
        grow();
        int link = linkAbove(node);
        throughLinks |= link != PathTree.ROOT;
        whiteoutsThroughLinks |= link != PathTree.ROOT;
        return through && link != PathTree.ROOT && follows(link) ? followed(path) : node;
    }

    private void delete(String path) throws GateException {
        int node = ordered(path, rule.deletes());
        if (node > PathTree.ROOT) {
            int layerStart = layerStarts[layers - 1];
            if (made[node] < layerStart) {
                made[node] = GONE;
            }
            goneBelow[node] = Math.max(goneBelow[node], layerStart);
        }
    }

    private void empty(String path) throws GateException {
        // the marker lies in the directory: a link in its place is followed like those above it
        int node = tree.parent(ordered(path + "/" + MARKER, rule.empties()));
        if (node > PathTree.ROOT) {
            goneBelow[node] = Math.max(goneBelow[node], layerStarts[layers - 1]);
        }
    }

    /** Where the rule puts an entry. */
    private int place(String path) throws GateException {
        int node = tree.add(path);
        grow();
        int link = linkAbove(node);
        if (link == PathTree.ROOT) {
            return node;
        }
        throughLinks = true;
        if (follows(link)) {
            return followed(path);
        }
        for (int above = link; above != PathTree.ROOT; above = linkAbove(node)) {
            // a directory of the upper layer hides the link of the lower
            made[above] = next++;
            kinds[above] = (byte) PathJournal.Action.DIRECTORY.ordinal();
            goneBelow[above] = made[above];
            contents[above] = made[above];
            contentPaths[above] = above;
            landed.clear(above);
        }
        return node;
    }

    /** The symbolic link nearest to the root among the directories of a path; the root itself when there is none. */
    private int linkAbove(int node) {
        int link = PathTree.ROOT;
        for (int above = tree.parent(node); above != PathTree.ROOT; above = tree.parent(above)) {
            if (isLink(above)) {
                link = above;
            }
        }
        return link;
    }

    private boolean isLink(int node) {
        return kinds[node] == PathJournal.Action.SYMBOLIC_LINK.ordinal() && present(node);
    }

    private boolean follows(int link) {
        return switch (rule.writes()) {
            case NONE -> false;
            case OF_THE_LAYER -> made[link] >= layerStarts[layers - 1];
            case ALL -> true;
        };
    }

    /** The path with every link in its directories followed; the last segment is taken as it is. */
    private int followed(String path) throws GateException {
        int node = PathTree.ROOT;
        Deque<String> segments = new ArrayDeque<>(List.of(path.split("/")));
        int links = 0;
        while (!segments.isEmpty()) {
            String segment = segments.pop();
            if (segment.equals("..")) {
                node = node == PathTree.ROOT ? PathTree.ROOT : tree.parent(node);
                continue;
            }
            if (!plain(segment)) {
                continue;
            }
            int next = tree.add(node, checked(path, segment));
            grow();
            if (!segments.isEmpty() && isLink(next) && follows(next)) {
                if (++links > limits.maxLinkDepth()) {
                    throw new LimitExceededException(
                            SafeText.quoted(path) + " in " + image, "maxLinkDepth", limits.maxLinkDepth());
                }
                String target = symbolicLinks.getOrDefault(next, "");
                push(segments, target);
                node = target.startsWith("/") ? PathTree.ROOT : tree.parent(next);
            } else {
                node = next;
            }
        }
        return node;
    }

    private String checked(String path, String segment) throws GateException {
        if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT) {
            throw new GateException(
                    SafeText.quoted(path) + " in " + image + " is written through a link to a name that is too long",
                    "no runtime can unpack this image; build it again");
        }
        return segment;
    }

    /** Another name for what the target is now, whatever becomes of the target's own name. */
    private void hardLink(String path, String target) throws GateException {
        int from;
        try {
            from = resolve(path, target);
        } catch (DanglingLink e) {
            failure = failure.or(() -> Optional.of(e.fault));
            return;
        }
        PathJournal.Action action = PathJournal.Action.values()[kinds[from]];
        int content = contents[from];
        int contentPath = contentPaths[from];
        String symbolic = symbolicLinks.get(from);
        int written = tree.add(path);
        int node = make(path, action == PathJournal.Action.METADATA ? PathJournal.Action.FILE : action);
        contents[node] = content;
        contentPaths[node] = contentPath;
        landed.set(node, node != written);
        if (action == PathJournal.Action.SYMBOLIC_LINK && symbolic != null) {
            symbolicLinks.put(node, symbolic);
        }
    }

    private int resolve(String path, String target) throws DanglingLink, GateException {
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
                "the hard link " + SafeText.quoted(path) + " in " + image, "maxLinkDepth", limits.maxLinkDepth());
    }

    /** The path with its first symbolic link that stands for a directory replaced; empty when there is none. */
    private String throughLink(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            int node = tree.find(path.substring(0, slash));
            if (node > PathTree.ROOT && present(node) && kinds[node] == PathJournal.Action.SYMBOLIC_LINK.ordinal()) {
                throughLinks = true;
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

    private String canonical(String path, String target) throws DanglingLink {
        try {
            return EntryPath.canonical(target);
        } catch (MalformedArchiveException e) {
            throw dangling(path, target, "points outside of the image");
        }
    }

    private DanglingLink dangling(String path, String target, String why) {
        return new DanglingLink(new GateException(
                "the target " + SafeText.quoted(target) + " of the hard link " + SafeText.quoted(path) + " in " + image
                        + " " + why,
                "no runtime can unpack this image; build it again"));
    }

    /** A hard link whose target this rule does not find. */
    private static final class DanglingLink extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient GateException fault;

        DanglingLink(GateException fault) {
            super(fault);
            this.fault = fault;
        }
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
