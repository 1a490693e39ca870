package io.jenkins.lib.containergate.inventory.python;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Packages of a namespace: directories without a module of their own, in which several distributions have parts ({@code google/cloud}).
 * A part is known by its directory, up to three below the one that Python packages are installed in.
 *
 * @see <a href="https://peps.python.org/pep-0420/">implicit namespace packages</a>
 */
public final class PythonNamespaces {
    private static final int DEPTH = 3;
    private static final String EGG = ".egg/";
    private static final Pattern SCRIPTS = Pattern.compile("^(?:\\.\\./)+(?=bin/)");
    private static final Pattern NAME = Pattern.compile("\\w+");
    /** Nothing but packages of Debian, whose lists of files are those of dpkg. */
    private static final String OF_DEBIAN = "usr/lib/python3/dist-packages/";

    private PythonNamespaces() {}

    /** The part or unpacked egg that a module belongs to, by the directories from the root, with a slash at its end. */
    public static Optional<String> part(String path) {
        if (path.startsWith(OF_DEBIAN)) {
            return Optional.empty();
        }
        String directory = directory(path);
        return directory.isEmpty()
                ? Optional.empty()
                : partOf(path.substring(directory.length())).map(directory::concat);
    }

    /** What says what an unpacked egg is; empty for parts of namespaces. */
    public static Optional<String> eggMetadata(String part) {
        return part.endsWith(EGG) ? Optional.of(part + "EGG-INFO/PKG-INFO") : Optional.empty();
    }

    /** The directory of Python packages that a path lies in, with a slash at its end; empty when it lies in none. */
    public static String directory(String path) {
        int behind = path.lastIndexOf("-packages/");
        int start = behind - 4;
        boolean named = start >= 0
                && (path.startsWith("site", start) || path.startsWith("dist", start))
                && (start == 0 || path.charAt(start - 1) == '/');
        return named ? path.substring(0, behind + "-packages/".length()) : "";
    }

    /**
     * @param path as a {@code RECORD} names it: relative to the directory of Python packages. Scripts lie beside it, and in it after
     *     {@code pip install --target}, which leaves the {@code RECORD} as it was
     */
    static Optional<String> listedPart(String path) {
        return partOf(SCRIPTS.matcher(path).replaceFirst(""));
    }

    private static Optional<String> partOf(String path) {
        boolean module = path.endsWith(".py") || path.endsWith(".pyc") || path.endsWith(".so");
        int end = path.indexOf('/') + 1;
        if (module && path.startsWith(EGG, end - EGG.length())) {
            return Optional.of(path.substring(0, end));
        }
        end = 0;
        for (int i = 0; module && i < DEPTH && path.indexOf('/', end) >= 0; i++) {
            int next = path.indexOf('/', end);
            String name = path.substring(end, next);
            if (!NAME.matcher(name).matches() || name.equals("__pycache__")) {
                return Optional.empty();
            }
            end = next + 1;
        }
        return end == 0 || path.contains("/__pycache__/") ? Optional.empty() : Optional.of(path.substring(0, end));
    }
}
