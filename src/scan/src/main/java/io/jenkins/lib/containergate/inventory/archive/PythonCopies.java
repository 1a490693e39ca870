package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.inventory.python.CopiedPackages;
import io.jenkins.lib.containergate.inventory.python.PythonFilesReader;
import io.jenkins.lib.containergate.inventory.python.PythonMetadataReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Copies of well-known Python packages in the archives of one file. One below metadata, as pip has its own copies, belongs to what the
 * metadata names. So does one beside metadata, unless each distribution there lists its modules, and none this one.
 */
final class PythonCopies {
    private static final int MOST = 10_000;
    /** A distribution is a directory with one of them, or a file. */
    private static final Pattern FILE = Pattern.compile("/(?:METADATA|PKG-INFO|RECORD|top_level\\.txt)$");

    /** The module of each, with the first file that tells it. */
    private final Map<String, String> copies = new LinkedHashMap<>();
    /** One of which nothing more is kept. */
    private Optional<String> beyond = Optional.empty();
    /** Distributions with metadata, by the directory that they lie in, which ends with a slash or with the mark of an archive. */
    private final Map<String, Set<String>> named = new HashMap<>();

    private int distributions;
    /** Distributions that list their modules. */
    private final Set<String> listing = new HashSet<>();
    /** Modules that they list. */
    private final Set<String> listed = new HashSet<>();

    /** @param path of an entry, with those of the archives around it */
    void note(String path) {
        if (path.endsWith(".py") || path.endsWith(".pyc")) {
            CopiedPackages.aboveMark(path).ifPresent(above -> copy(PythonFilesReader.module(above, path), path));
        } else if (distributions < MOST && PythonMetadataReader.names(path)) {
            String distribution = FILE.matcher(path).replaceFirst("");
            distributions++;
            named.computeIfAbsent(above(distribution), unused -> new HashSet<>())
                    .add(distribution);
        } else if (listing.size() < MOST && PythonFilesReader.lists(path)) {
            listing.add(FILE.matcher(path).replaceFirst(""));
        }
    }

    /** @param path that a distribution in an archive lists */
    void listed(String path) {
        if (listed.size() < MOST && CopiedPackages.isModule(path)) {
            listed.add(path);
        }
    }

    private void copy(String module, String path) {
        if (copies.size() < MOST) {
            copies.putIfAbsent(module, path);
        } else if (!copies.containsKey(module)) {
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

    private boolean named(String module) {
        String directory = CopiedPackages.above(module);
        Set<String> beside = named.getOrDefault(directory, Set.of());
        boolean possible = listed.contains(module) || !listing.containsAll(beside);
        return !beside.isEmpty() && possible || below(directory);
    }

    /** Whether a directory above has metadata. */
    private boolean below(String directory) {
        for (String above = above(directory); !above.isEmpty(); above = above(above)) {
            if (named.containsKey(above)) {
                return true;
            }
        }
        return !directory.isEmpty() && named.containsKey("");
    }

    private static String above(String path) {
        return path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1);
    }
}
