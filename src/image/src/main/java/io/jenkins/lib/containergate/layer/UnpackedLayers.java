package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.archive.EntryPath;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * All layers of an image put on each other, base layer first, by one {@link LinkRule}.
 */
final class UnpackedLayers {
    private static final int MAX_SEGMENT = 255;
    private static final String MARKER = ".wh..wh..opq";

    private final Limits limits;
    private final String image;
    private final LinkRule rule;
    private final PathStates states = new PathStates();
    private final PathTree tree = states.tree();

    private boolean throughLinks;
    private boolean whiteoutsThroughLinks;
    private Optional<GateException> failure = Optional.empty();

    /** @param image as the user knows it, for messages */
    UnpackedLayers(String image, Limits limits, LinkRule rule) {
        this.image = image;
        this.limits = limits;
        this.rule = rule;
    }

    /** Puts a layer on top. */
    void apply(PathJournal journal) throws GateException {
        states.nextLayer();
        journal.replay(this::entry);
    }

    /** After the last layer: what is visible. */
    UnpackedImage finish() throws GateException {
        UnpackedImage unpacked = new UnpackedImage(states, limits.maxLinkDepth());
        for (int node = 1; node < tree.size(); node++) {
            if (states.showsOverwritten(node)) {
                String target = tree.path(states.content(node).path());
                throw new GateException(
                        "the hard link " + SafeText.quoted(tree.path(node)) + " in " + image + " shows "
                                + SafeText.quoted(target) + " as it was before the same layer wrote it once more",
                        "no tool writes layers like this; build the image again, or treat it as hostile");
            }
        }
        return unpacked;
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

    private void entry(PathJournal.Action action, String path, String target) throws GateException {
        switch (action) {
            case DELETE -> delete(path);
            case EMPTY_DIRECTORY -> empty(path);
            case HARD_LINK -> hardLink(path, target);
            default -> {
                int written = states.add(path);
                int node = make(path, action);
                states.bringContent(node, written);
                if (action == PathJournal.Action.SYMBOLIC_LINK) {
                    states.pointTo(node, target);
                }
            }
        }
    }

    private int make(String path, PathJournal.Action action) throws GateException {
        int node = place(path);
        if (tree.size() > 2L * limits.maxEntries()) {
            throw new LimitExceededException("the number of paths in " + image, "maxEntries", limits.maxEntries());
        }
        if (action == PathJournal.Action.DIRECTORY && rule.writes() != LinkRule.Links.ALL && states.uncover(node)) {
            throw new GateException(
                    "one layer of " + image + " replaces the directory " + SafeText.quoted(path)
                            + " of the layers below it, and then makes a directory there again",
                    "runtimes differ in what is in such a directory; build the image again, or treat it as hostile");
        }
        states.make(node, action);
        return node;
    }

    /** The path that a whiteout or a marker is about. */
    private int ordered(String path, boolean through) throws GateException {
        int node = states.add(path);
        int link = linkAbove(node);
        throughLinks |= link != PathTree.ROOT;
        whiteoutsThroughLinks |= link != PathTree.ROOT;
        return through && link != PathTree.ROOT && follows(link) ? followed(path) : node;
    }

    private void delete(String path) throws GateException {
        int node = ordered(path, rule.deletes());
        if (node > PathTree.ROOT) {
            states.delete(node);
        }
    }

    private void empty(String path) throws GateException {
        // the marker lies in the directory: a link in its place is followed like those above it
        int node = tree.parent(ordered(path + "/" + MARKER, rule.empties()));
        if (node > PathTree.ROOT) {
            states.empty(node);
        }
    }

    /** Where the rule puts an entry. */
    private int place(String path) throws GateException {
        int node = states.add(path);
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
            states.cover(above);
        }
        return node;
    }

    /** The symbolic link nearest to the root among the directories of a path; the root itself when there is none. */
    private int linkAbove(int node) {
        int link = PathTree.ROOT;
        for (int above = tree.parent(node); above != PathTree.ROOT; above = tree.parent(above)) {
            if (states.isLink(above)) {
                link = above;
            }
        }
        return link;
    }

    private boolean follows(int link) {
        return switch (rule.writes()) {
            case NONE -> false;
            case OF_THE_LAYER -> states.madeByThisLayer(link);
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
            if (!LinkTarget.names(segment)) {
                continue;
            }
            int next = states.add(node, checked(path, segment));
            if (!segments.isEmpty() && states.isLink(next) && follows(next)) {
                if (++links > limits.maxLinkDepth()) {
                    throw new LimitExceededException(
                            SafeText.quoted(path) + " in " + image, "maxLinkDepth", limits.maxLinkDepth());
                }
                String target = states.target(next);
                LinkTarget.push(segments, target);
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
        PathJournal.Action action = states.kind(from);
        PathStates.Content content = states.content(from);
        int written = states.add(path);
        int node = make(path, action == PathJournal.Action.METADATA ? PathJournal.Action.FILE : action);
        states.shareContent(node, content, written);
        if (action == PathJournal.Action.SYMBOLIC_LINK) {
            states.pointTo(node, states.target(from));
        }
    }

    private int resolve(String path, String target) throws DanglingLink, GateException {
        String wanted = canonical(path, target);
        for (int depth = 0; depth <= limits.maxLinkDepth(); depth++) {
            int node = tree.find(wanted);
            if (node > PathTree.ROOT && states.present(node)) {
                if (states.is(node, PathJournal.Action.DIRECTORY)) {
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
            if (node > PathTree.ROOT && states.isLink(node)) {
                throughLinks = true;
                return LinkTarget.from(path.substring(0, slash), states.target(node), path.substring(slash + 1));
            }
        }
        return "";
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
}
