package io.jenkins.lib.containergate.inventory;

import java.util.List;

/** Directories that the package managers of languages install packages in: what lies there belongs to a package. */
public final class LanguageDirectories {
    private static final List<String> NAMES = List.of("node_modules/", "site-packages/", "dist-packages/", "gems/");

    private LanguageDirectories() {}

    public static boolean hold(String path) {
        for (String name : NAMES) {
            for (int at = path.indexOf(name); at >= 0; at = path.indexOf(name, at + 1)) {
                if (at == 0 || path.charAt(at - 1) == '/') {
                    return true;
                }
            }
        }
        return false;
    }
}
