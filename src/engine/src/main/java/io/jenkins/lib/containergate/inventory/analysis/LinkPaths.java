package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.layer.LayerEntry;
import java.util.ArrayDeque;
import java.util.Deque;

/** Link targets as paths from the root of the image. */
final class LinkPaths {
    private LinkPaths() {}

    /** A symbolic link's target, relative to the link's directory unless it starts with a slash. */
    static String symbolicTarget(LayerEntry link) {
        int directory = link.path().lastIndexOf('/');
        boolean absolute = link.linkTarget().startsWith("/") || directory < 0;
        return canonical(absolute ? link.linkTarget() : link.path().substring(0, directory) + "/" + link.linkTarget());
    }

    /** A hard link's target is a path of the layer. */
    static String hardTarget(LayerEntry link) {
        return canonical(link.linkTarget());
    }

    private static String canonical(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast(); // the root's parent is the root
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return String.join("/", segments);
    }
}
