package io.jenkins.lib.containergate.secret.scan;

import java.util.List;

/** The target of a link as it is searched: an address as a whole, since its parts give no password away, a path name by name. */
final class LinkText {
    private static final String ADDRESS = "://";

    private LinkText() {}

    static List<String> lines(String target) {
        return target.contains(ADDRESS) ? List.of(target) : List.of(target.split("/"));
    }
}
