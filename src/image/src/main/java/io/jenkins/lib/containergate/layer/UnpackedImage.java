package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.layer.Visibility.Landing;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a container sees of all layers, put on each other by one {@link LinkRule}. */
final class UnpackedImage {
    private final int maxLinkDepth;
    private final PathStates states;
    private final PathTree tree;
    private final long fileCount;
    /** Keys of the files that a hard link shows, sorted. */
    private final long[] linked;
    /** Directories, named by an entry or not, with something in them. */
    private final BitSet holding = new BitSet();

    /** @param states of all layers; nothing is put on them any more */
    UnpackedImage(PathStates states, int maxLinkDepth) {
        this.maxLinkDepth = maxLinkDepth;
        this.states = states;
        this.tree = states.tree();
        states.settle();
        long files = 0;
        LongStream.Builder shown = LongStream.builder();
        for (int node = 1; node < tree.size(); node++) {
            if (!states.made(node)) {
                continue;
            }
            boolean file = states.is(node, PathJournal.Action.FILE);
            if (file) {
                files++;
            }
            if (states.landed().get(node) || file && states.hasForeignContent(node)) {
                PathStates.Content content = states.content(node);
                shown.add(key(content.path(), content.layer()));
            }
        }
        fileCount = files;
        linked = shown.build().sorted().toArray();
        for (int node = tree.size() - 1; node > PathTree.ROOT; node--) {
            if (there(node)) {
                holding.set(tree.parent(node));
            }
        }
    }

    /** As {@link Visibility#visible}. */
    boolean visible(int layerIndex, String path) {
        int node = tree.find(path);
        if (node <= PathTree.ROOT) {
            return false;
        }
        boolean own = states.made(node)
                && states.layerOf(node) == layerIndex
                && !states.is(node, PathJournal.Action.METADATA);
        return own || Arrays.binarySearch(linked, key(node, layerIndex)) >= 0;
    }

    long fileCount() {
        return fileCount;
    }

    /** As {@link Visibility#landings}. */
    List<Landing> landings() {
        return states.landed().stream()
                .filter(node -> states.made(node) && !states.is(node, PathJournal.Action.DIRECTORY))
                .mapToObj(node -> {
                    PathStates.Content content = states.content(node);
                    return new Landing(content.layer(), tree.path(content.path()), tree.path(node));
                })
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
            int next = LinkTarget.names(segment) ? tree.find(node, segment) : node;
            if (next < 0 || next != PathTree.ROOT && !there(next)) {
                String missing = joined(tree.path(node), segment, segments);
                Reached.Kind kind = rest == 0 ? Reached.Kind.DANGLING : Reached.Kind.ABSENT;
                return new Reached(kind, missing, -1, "");
            }
            if (next != PathTree.ROOT && states.is(next, PathJournal.Action.SYMBOLIC_LINK)) {
                if (++links > maxLinkDepth) {
                    return new Reached(Reached.Kind.DANGLING, path, -1, "");
                }
                rest = rest == Integer.MAX_VALUE ? segments.size() : rest;
                String target = states.target(next);
                LinkTarget.push(segments, target);
                node = target.startsWith("/") ? PathTree.ROOT : tree.parent(next);
            } else {
                node = next;
            }
        }
        if (node != PathTree.ROOT && states.is(node, PathJournal.Action.FILE)) {
            PathStates.Content content = states.content(node);
            return new Reached(Reached.Kind.FILE, tree.path(node), content.layer(), tree.path(content.path()));
        }
        return new Reached(Reached.Kind.OTHER, tree.path(node), -1, "");
    }

    /** As {@link Visibility#below}. */
    Stream<Visibility.Below> below(String directory) {
        int top = tree.find(directory);
        if (top < PathTree.ROOT) {
            return Stream.empty();
        }
        // parents have lower numbers than their children
        BitSet inside = new BitSet();
        inside.set(top);
        for (int node = top + 1; node < tree.size(); node++) {
            if (inside.get(tree.parent(node))) {
                inside.set(node);
            }
        }
        return inside.stream()
                .filter(node -> node != top
                        && (states.is(node, PathJournal.Action.FILE)
                                || states.is(node, PathJournal.Action.SYMBOLIC_LINK)))
                .mapToObj(node ->
                        new Visibility.Below(tree.path(node), states.is(node, PathJournal.Action.SYMBOLIC_LINK)));
    }

    /** Made by an entry, or a directory that something visible lies in. */
    private boolean there(int node) {
        return states.made(node) || holding.get(node);
    }

    private static String joined(String directory, String segment, Deque<String> rest) {
        String below = rest.isEmpty() ? segment : segment + "/" + String.join("/", rest);
        return directory.isEmpty() ? below : directory + "/" + below;
    }

    private static long key(int node, int layer) {
        return (long) node << 32 | layer;
    }
}
