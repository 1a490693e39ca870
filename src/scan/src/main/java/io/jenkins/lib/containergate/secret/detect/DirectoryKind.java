package io.jenkins.lib.containergate.secret.detect;

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
    /** Below {@code usr/local}. */
    private static final Set<String> LOCAL = Set.of("lib", "share", "go", "include");

    /** @param path in lower case, with {@code /} between its segments */
    static DirectoryKind of(String path) {
        boolean foreign = false;
        String before = "";
        String parent = "";
        int start = 0;
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
            String name = path.substring(start, end);
            if (FixturePath.directory(name) || EXPLAINING_NAMES.contains(name)) {
                return EXPLAINING;
            }
            foreign |= foreign(before, parent, name);
            before = parent;
            parent = name;
            start = end + 1;
        }
        return foreign ? FOREIGN : OWN;
    }

    /**
     * The same of a file of an image, where nobody has a directory of tests to themselves: what is called {@code demo} or
     * {@code docs} says nothing, unless it lies within the software of others.
     *
     * @param path in lower case, with {@code /} between its segments
     */
    static DirectoryKind ofImage(String path) {
        DirectoryKind kind = OWN;
        String before = "";
        String parent = "";
        int start = 0;
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
            String name = path.substring(start, end);
            if (kind != OWN && (FixturePath.directory(name) || EXPLAINING_NAMES.contains(name))) {
                return EXPLAINING;
            }
            if (dependency(parent, name)) {
                kind = DEPENDENCY;
            } else if (kind == OWN && system(before, parent, name)) {
                kind = FOREIGN;
            }
            before = parent;
            parent = name;
            start = end + 1;
        }
        return kind;
    }

    /**
     * Where what lies within the software of others begins in the path of a file of an image, or -1.
     *
     * @param path in lower case, with {@code /} between its segments
     */
    static int othersBegin(String path) {
        String before = "";
        String parent = "";
        int start = 0;
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
            String name = path.substring(start, end);
            if (foreign(before, parent, name)) {
                return end + 1;
            }
            before = parent;
            parent = name;
            start = end + 1;
        }
        return -1;
    }

    private static boolean foreign(String before, String parent, String name) {
        return system(before, parent, name) || dependency(parent, name);
    }

    private static boolean system(String before, String parent, String name) {
        return parent.equals("usr") && OF_THE_SYSTEM.contains(name)
                || before.equals("usr")
                        && (parent.equals("src") && sources(name) || parent.equals("local") && LOCAL.contains(name));
    }

    private static boolean dependency(String parent, String name) {
        return FOREIGN_NAMES.contains(name)
                || (parent.equals("lib") || parent.equals("lib64")) && python(name)
                || metadata(name, ".dist-info")
                || metadata(name, ".egg-info");
    }

    private static boolean sources(String name) {
        return name.startsWith("linux") || name.startsWith("kernels") || name.startsWith("debug");
    }

    /** {@code python3.12}. */
    private static boolean python(String name) {
        return name.startsWith("python")
                && name.chars().skip("python".length()).allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    private static boolean metadata(String name, String ending) {
        return name.endsWith(ending) && name.length() > ending.length();
    }
}
