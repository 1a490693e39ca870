package io.jenkins.lib.containergate.layer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Where a symbolic link leads inside the image's root directory. */
final class LinkTarget {
    private LinkTarget() {}

    /**
     * @param link canonical path of the link
     * @param target as written
     * @param rest path below the link
     * @return canonical path; {@code ..} above the root stays at the root
     */
    static String from(String link, String target, String rest) {
        Deque<String> segments = new ArrayDeque<>();
        if (!target.startsWith("/")) {
            segments.addAll(List.of(link.split("/")));
            segments.pollLast();
        }
        for (String segment : (target + "/" + rest).split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return String.join("/", segments);
    }
}
