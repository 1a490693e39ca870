package io.jenkins.lib.containergate.layer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Where a link leads inside the image's root directory. */
public final class LinkTarget {
    private LinkTarget() {}

    /** A hard link's target is a path from the root, however it is written. */
    public static String ofHardLink(LayerEntry link) {
        return from("", "/" + link.linkTarget(), "");
    }

    /** A symbolic link's target starts from the link's directory, unless it has a leading slash. */
    public static String ofSymbolicLink(LayerEntry link) {
        return from(link.path(), link.linkTarget(), "");
    }

    /**
     * @param link canonical path of the link
     * @param target as written
     * @param rest path below the link
     * @return canonical path; {@code ..} above the root stays at the root
     */
    public static String from(String link, String target, String rest) {
        Deque<String> segments = new ArrayDeque<>();
        if (!target.startsWith("/")) {
            segments.addAll(List.of(link.split("/")));
            segments.pollLast();
        }
        for (String segment : (target + "/" + rest).split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (names(segment)) {
                segments.add(segment);
            }
        }
        return String.join("/", segments);
    }

    /** Whether a segment of a path leads somewhere; {@code ..} does. */
    static boolean names(String segment) {
        return !segment.isEmpty() && !segment.equals(".");
    }

    /** Puts the segments of a target before those that are left to walk. */
    static void push(Deque<String> segments, String target) {
        String[] parts = target.split("/");
        for (int i = parts.length - 1; i >= 0; i--) {
            segments.push(parts[i]);
        }
    }
}
