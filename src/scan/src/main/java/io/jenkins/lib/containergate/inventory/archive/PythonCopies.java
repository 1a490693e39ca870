package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.inventory.python.CopiedPackages;
import io.jenkins.lib.containergate.inventory.python.PythonMetadataReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Copies of well-known Python packages in the archives of one file. One beside metadata, or below, as pip has its own copies, belongs to
 * what the metadata names.
 */
final class PythonCopies {
    private static final int MOST = 10_000;
    /** A distribution is a directory with one of them, or a file. */
    private static final Pattern FILE = Pattern.compile("/(?:METADATA|PKG-INFO)$");

    /** The directory that a package lies in, with the first file that tells it. */
    private final Map<String, String> copies = new LinkedHashMap<>();
    /** One of which nothing more is kept. */
    private Optional<String> beyond = Optional.empty();
    /** Directories with metadata, which end with a slash or with the mark of an archive. */
    private final Set<String> named = new HashSet<>();

    /** @param path of an entry, with those of the archives around it */
    void note(String path) {
        if (path.endsWith(".py") || path.endsWith(".pyc")) {
            CopiedPackages.aboveMark(path).ifPresent(above -> copy(above, path));
        } else if (named.size() < MOST && PythonMetadataReader.names(path)) {
            String distribution = FILE.matcher(path).replaceFirst("");
            named.add(distribution.substring(0, distribution.lastIndexOf('/') + 1));
        }
    }

    private void copy(String above, String path) {
        if (copies.size() < MOST) {
            copies.putIfAbsent(above, path);
        } else if (!copies.containsKey(above)) {
            beyond = Optional.of(path);
        }
    }

    /** The first that nothing names; one of too many as well. */
    Optional<String> unnamed() {
        return copies.entrySet().stream()
                .filter(copy -> !named(copy.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> beyond);
    }

    private boolean named(String directory) {
        for (int end = directory.length(); end > 0; end = directory.lastIndexOf('/', end - 2) + 1) {
            if (named.contains(directory.substring(0, end))) {
                return true;
            }
        }
        return named.contains("");
    }
}
