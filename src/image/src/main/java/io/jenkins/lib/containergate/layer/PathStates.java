package io.jenkins.lib.containergate.layer;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is at each path while layers are put on each other.
 *
 * <p>Every entry has a number that grows through all layers. A path knows the number of the entry that last made it, and
 * the number below which everything under it is gone: deleting or replacing a directory costs one assignment, however
 * much is in it.
 */
final class PathStates {
    private static final int GONE = -1;

    private final PathTree tree = new PathTree();
    private final Map<Integer, String> symbolicLinks = new HashMap<>();
    private int[] made = new int[1024];
    private int[] goneBelow = new int[1024];
    private byte[] kinds = new byte[1024];
    /** Of files: the number of the entry that brought the content, and its path. */
    private int[] contents = new int[1024];

    private int[] contentPaths = new int[1024];
    /** Paths that entries with another path were written to. */
    private final BitSet landed = new BitSet();

    /** Of directories of lower layers that a whiteout of this layer deletes: what was gone below them before. */
    private final Map<Integer, Integer> deleted = new HashMap<>();
    /** Directories of lower layers that something else than a directory of this layer hides. */
    private final BitSet replaced = new BitSet();
    /** Of paths of this layer whose content another path shows: the number of the entry that brought it. */
    private final Map<Integer, Integer> shared = new HashMap<>();
    /** Entries whose content another path shows, and whose own path their layer wrote once more. */
    private final Set<Integer> overwritten = new HashSet<>();

    private int lowerPaths;
    private int[] layerStarts = new int[16];
    private int layers;
    private int next;

    PathStates() {
        Arrays.fill(made, GONE);
    }

    PathTree tree() {
        return tree;
    }

    /** What follows belongs to a layer on top. */
    void nextLayer() {
        if (layers == layerStarts.length) {
            layerStarts = Arrays.copyOf(layerStarts, layers * 2);
        }
        layerStarts[layers++] = next++;
        lowerPaths = tree.size();
        deleted.clear();
        replaced.clear();
        shared.clear();
    }

    /** The node of a canonical path, as {@link PathTree#add(String)}. */
    int add(String path) {
        int node = tree.add(path);
        grow();
        return node;
    }

    /** The node of a name in a directory, as {@link PathTree#add(int, String)}. */
    int add(int directory, String name) {
        int node = tree.add(directory, name);
        grow();
        return node;
    }

    /** An entry made it; what was under it is gone, unless both are directories. */
    void make(int node, PathJournal.Action action) {
        if (action != PathJournal.Action.DIRECTORY && isLowerDirectory(node)) {
            replaced.set(node);
        }
        made[node] = next++;
        kinds[node] = (byte) action.ordinal();
        landed.clear(node);
        if (action != PathJournal.Action.DIRECTORY) {
            goneBelow[node] = made[node];
        }
    }

    /** Whether lower layers have a directory there, which this one did not hide yet. */
    private boolean isLowerDirectory(int node) {
        return node < lowerPaths && !(present(node) && kind(node) != PathJournal.Action.DIRECTORY);
    }

    /**
     * Where each layer is unpacked into a directory of its own: a directory that follows a whiteout of its own name is a
     * directory like any other, and what lower layers have in it is back.
     *
     * @return whether it replaces something else of its layer, so that what lower layers have in it is back, and what became of
     *     the paths in it is not known
     */
    boolean uncover(int node) {
        Integer before = deleted.remove(node);
        if (before != null) {
            goneBelow[node] = before;
        }
        return replaced.get(node);
    }

    /** The entry that made it brought its content too, under the path that the layer names. */
    void bringContent(int node, int written) {
        overwrite(written);
        contents[node] = made[node];
        contentPaths[node] = written;
        landed.set(node, node != written);
    }

    /** It shows what another node shows, under the path that the layer names. */
    void shareContent(int node, Content content, int written) {
        overwrite(written);
        if (content.layer() == layers - 1) {
            shared.put(content.path(), content.entry());
        }
        contents[node] = content.entry();
        contentPaths[node] = content.path();
        landed.set(node, node != written);
    }

    private void overwrite(int written) {
        Integer entry = shared.remove(written);
        if (entry != null) {
            overwritten.add(entry);
        }
    }

    /** Whether a hard link shows a content whose own path has another one in the same layer: readers know files by their path. */
    boolean showsOverwritten(int node) {
        return !overwritten.isEmpty()
                && is(node, PathJournal.Action.FILE)
                && hasForeignContent(node)
                && overwritten.contains(contents[node]);
    }

    void pointTo(int node, String target) {
        symbolicLinks.put(node, target);
    }

    /** A directory that hides whatever lower layers have there. */
    void cover(int node) {
        make(node, PathJournal.Action.DIRECTORY);
        goneBelow[node] = made[node];
        bringContent(node, node);
    }

    /** What lower layers have there and under it is gone. */
    void delete(int node) {
        if (belowDeleted(node)) {
            return;
        }
        int layerStart = layerStart();
        if (isLowerDirectory(node) && goneBelow[node] < layerStart) {
            deleted.put(node, goneBelow[node]);
        }
        if (made[node] < layerStart) {
            made[node] = GONE;
        }
        goneBelow[node] = Math.max(goneBelow[node], layerStart);
    }

    /** What lower layers have there is gone already, and what {@link #uncover} brings back is all of it. */
    private boolean belowDeleted(int node) {
        if (!deleted.isEmpty()) {
            for (int above = tree.parent(node); above != PathTree.ROOT; above = tree.parent(above)) {
                if (deleted.containsKey(above)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What lower layers have under it is gone. */
    void empty(int node) {
        if (belowDeleted(node)) {
            return;
        }
        goneBelow[node] = Math.max(goneBelow[node], layerStart());
    }

    /** After the last layer: what is in a directory that is gone is gone, so that {@link #made} alone tells. */
    void settle() {
        // parents have lower numbers than their children, so each parent is settled first
        for (int node = 1; node < tree.size(); node++) {
            goneBelow[node] = Math.max(goneBelow[node], goneBelow[tree.parent(node)]);
            if (made[node] < goneBelow[tree.parent(node)]) {
                made[node] = GONE;
            }
        }
    }

    /** Whether an entry made it and nothing has deleted it itself; its directories may be gone. */
    boolean made(int node) {
        return made[node] != GONE;
    }

    /** Made, and no directory above it is gone since. */
    boolean present(int node) {
        for (int above = tree.parent(node); above != PathTree.ROOT; above = tree.parent(above)) {
            if (made[node] < goneBelow[above]) {
                return false;
            }
        }
        return made(node);
    }

    boolean is(int node, PathJournal.Action action) {
        return made(node) && kinds[node] == action.ordinal();
    }

    boolean isLink(int node) {
        return is(node, PathJournal.Action.SYMBOLIC_LINK) && present(node);
    }

    /** What the entry that last made it was. */
    PathJournal.Action kind(int node) {
        return PathJournal.Action.values()[kinds[node]];
    }

    /** Where a symbolic link points to. */
    String target(int node) {
        return symbolicLinks.getOrDefault(node, "");
    }

    boolean madeByThisLayer(int node) {
        return made[node] >= layerStart();
    }

    /** The layer of the entry that made it. */
    int layerOf(int node) {
        return layer(made[node]);
    }

    Content content(int node) {
        return new Content(contents[node], contentPaths[node], layer(contents[node]));
    }

    boolean hasForeignContent(int node) {
        return contents[node] != made[node];
    }

    /** Paths that entries with another path were written to. */
    BitSet landed() {
        return landed;
    }

    private int layerStart() {
        return layerStarts[layers - 1];
    }

    private int layer(int number) {
        int found = Arrays.binarySearch(layerStarts, 0, layers, number);
        return found >= 0 ? found : -found - 2;
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

    /**
     * Where the content of a file comes from.
     *
     * @param entry number of the entry that brought it
     * @param path node of the path that the entry's layer has it at
     * @param layer index of that layer
     */
    record Content(int entry, int path, int layer) {}
}
