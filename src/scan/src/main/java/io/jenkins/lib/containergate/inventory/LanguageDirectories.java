package io.jenkins.lib.containergate.inventory;

import java.util.List;

/** Directories that the package managers of languages install packages in: what lies there belongs to a package. */
public final class LanguageDirectories {
    private static final List<String> NAMES = List.of("node_modules/", "site-packages/", "dist-packages/", "gems/");

    private LanguageDirectories() {}

    public static boolean hold(String path) {
        return NAMES.stream().anyMatch(name -> path.startsWith(name) || path.contains("/" + name));
    }
}
