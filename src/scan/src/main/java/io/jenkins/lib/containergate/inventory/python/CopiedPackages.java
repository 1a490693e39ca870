package io.jenkins.lib.containergate.inventory.python;

import io.jenkins.lib.containergate.inventory.LanguageDirectories;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Packages of PyPI outside of the directories that Python packages are installed in: copied into an application, or importable because of
 * {@code PYTHONPATH}, a {@code .pth} file or the directory of a program. Without metadata they look like packages of the application, so
 * only those that the resource {@code copied-packages.txt} names are told from them.
 */
public final class CopiedPackages {
    private static final String RESOURCE = "copied-packages.txt";
    /** Of a file that only one package has. */
    private static final int MOST_SEGMENTS = 3;

    private static final String MODULE = "/__init__.py";
    /** By the name of a package a file that only it has. */
    private static final Map<String, String> MARKS = load();

    private CopiedPackages() {}

    private static Map<String, String> load() {
        try (InputStream in = CopiedPackages.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toUnmodifiableMap(columns -> columns[0], columns -> columns[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file is the module of a package that is known by its name. */
    public static boolean isModule(String path) {
        return (path.endsWith(MODULE) || path.endsWith(MODULE + "c"))
                && MARKS.containsKey(name(path))
                && !LanguageDirectories.hold(path);
    }

    /** The file that tells such a package from a package of the application that is called so. */
    public static Optional<String> mark(String module) {
        return Optional.ofNullable(MARKS.get(name(module))).map(directory(module)::concat);
    }

    /** The directory that the package lies in, with a slash at its end unless it is the root. */
    public static String above(String module) {
        String directory = directory(module);
        return directory.substring(0, directory.length() - name(module).length() - 1);
    }

    /**
     * Of the file that tells such a package, {@link #mark}, the directory that the package lies in, with a slash at its end unless it is
     * the root.
     */
    public static Optional<String> aboveMark(String path) {
        String file = path.endsWith(".pyc") ? path.substring(0, path.length() - 1) : path;
        int start = file.lastIndexOf('/');
        for (int segments = 1; segments <= MOST_SEGMENTS && start > 0; segments++) {
            int above = file.lastIndexOf('/', start - 1);
            if (file.substring(start + 1).equals(MARKS.get(file.substring(above + 1, start)))) {
                return Optional.of(file.substring(0, above + 1)).filter(CopiedPackages::isOnItsOwn);
            }
            start = above;
        }
        return Optional.empty();
    }

    /** What lies in the directory is no part of an installed package. */
    private static boolean isOnItsOwn(String directory) {
        return !LanguageDirectories.hold(directory)
                || PythonNamespaces.directory(directory).equals(directory);
    }

    private static String name(String module) {
        int end = module.lastIndexOf('/');
        return end < 0 ? "" : module.substring(module.lastIndexOf('/', end - 1) + 1, end);
    }

    private static String directory(String module) {
        return module.substring(0, module.lastIndexOf('/') + 1);
    }
}
