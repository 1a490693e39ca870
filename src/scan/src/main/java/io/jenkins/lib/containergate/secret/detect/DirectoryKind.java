package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the directories of a path say about a file in them. */
enum DirectoryKind {
    /** Nothing: it may be anybody's. */
    OWN,
    /** Tests, examples, documentation, translations. */
    EXPLAINING,
    /** Software of others. What people build into images stands in {@code usr/src/app}, as Node's official image has it. */
    FOREIGN,
    /** Software of others, where the package managers of languages install it; asked for in images only. */
    DEPENDENCY;

    /** Beside those of tests, examples and demonstrations. */
    private static final Set<String> EXPLAINING_NAMES = Set.of(
            "doc",
            "docs",
            "documentation",
            "xdoc",
            "xdocs",
            "docbkx",
            "locale",
            "locales",
            "i18n",
            "l10n",
            "lang",
            "translation",
            "translations",
            "user_guide",
            "user_guide_src",
            "user-guide",
            "userguide",
            "benchmark",
            "benchmarks");

    private static final Set<String> FOREIGN_NAMES = Set.of(
            "node_modules",
            ".yarn",
            "site-packages",
            "dist-packages",
            "vendor",
            "third_party",
            "ansible_collections",
            "meta-inf",
            "gems");
    /** Below {@code usr}. */
    private static final Set<String> OF_THE_SYSTEM = Set.of("share", "lib", "lib64", "include", "libexec");
    /** Where web servers of the distribution serve from what people put there: {@code usr/share/nginx/html}. */
    private static final Set<String> SERVED =
            Set.of("html", "htdocs", "www", "wwwroot", "webroot", "public_html", "webapps");
    /** Below {@code usr/local}. */
    private static final Set<String> LOCAL = Set.of("lib", "share", "go", "include");

    /** @param path in lower case, with {@code /} between its segments */
    static DirectoryKind of(String path) {
        int outside = FixturePath.outsideOfArchives(path).length();
        DirectoryKind kind = OWN;
        for (Directory directory : directories(path)) {
            // what is packed is to run somewhere, unless it is the software of others
            boolean says = directory.end() <= outside || kind != OWN || EXPLAINING_NAMES.contains(directory.name());
            if (says && directory.explains()) {
                return EXPLAINING;
            }
            kind = directory.foreign() ? FOREIGN : kind;
        }
        return kind;
    }

    /**
     * The same of a file of an image, where nobody has a directory of tests to themselves: what is called {@code demo} or
     * {@code docs} says nothing, unless it lies within the software of others.
     *
     * @param path in lower case, with {@code /} between its segments
     */
    static DirectoryKind ofImage(String path) {
        DirectoryKind kind = OWN;
        for (Directory directory : directories(path)) {
            if (kind != OWN && directory.explains()) {
                return EXPLAINING;
            }
            kind = directory.inImage(kind);
        }
        return kind;
    }

    /**
     * Where what lies within the software of others begins in the path of a file of an image, or -1.
     *
     * @param path in lower case, with {@code /} between its segments
     */
    static int othersBegin(String path) {
        DirectoryKind kind = OWN;
        int begin = -1;
        for (Directory directory : directories(path)) {
            kind = directory.inImage(kind);
            if (kind == OWN) {
                begin = -1;
            } else if (begin < 0) {
                begin = directory.end() + 1;
            }
        }
        return begin;
    }

    private static List<Directory> directories(String path) {
        List<Directory> directories = new ArrayList<>();
        String before = "";
        String parent = "";
        int start = 0;
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
            String name = path.substring(start, end);
            directories.add(new Directory(before, parent, name, end));
            before = parent;
            parent = name;
            start = end + 1;
        }
        return directories;
    }

    /**
     * One directory of a path.
     *
     * @param before the directory that its parent lies in
     * @param end where its name ends in the path
     */
    private record Directory(String before, String parent, String name, int end) {
        boolean explains() {
            return FixtureDirectory.silent(name) || EXPLAINING_NAMES.contains(name);
        }

        /** What it makes of what it lies in. */
        DirectoryKind inImage(DirectoryKind outer) {
            if (dependency()) {
                return DEPENDENCY;
            }
            if (outer == FOREIGN) {
                return SERVED.contains(name) ? OWN : FOREIGN;
            }
            return outer == OWN && system() && !byHand() ? FOREIGN : outer;
        }

        /** What no package manager of a distribution brings. */
        private boolean byHand() {
            return before.equals("usr") && parent.equals("local") && (name.equals("lib") || name.equals("share"));
        }

        boolean foreign() {
            return system() || dependency();
        }

        boolean system() {
            return parent.equals("usr") && OF_THE_SYSTEM.contains(name)
                    || before.equals("usr")
                            && (parent.equals("src") && sources(name)
                                    || parent.equals("local") && LOCAL.contains(name));
        }

        boolean dependency() {
            return FOREIGN_NAMES.contains(name)
                    || (parent.equals("lib") || parent.equals("lib64")) && python(name)
                    || metadata(name, ".dist-info")
                    || metadata(name, ".egg-info");
        }
    }

    private static boolean sources(String name) {
        return name.startsWith("linux") || name.startsWith("kernels") || name.startsWith("debug");
    }

    /** {@code python3.12}. */
    private static boolean python(String name) {
        if (!name.startsWith("python")) {
            return false;
        }
        for (int i = "python".length(); i < name.length(); i++) {
            if (name.charAt(i) != '.' && !Characters.digit(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean metadata(String name, String ending) {
        return name.endsWith(ending) && name.length() > ending.length();
    }
}
