package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.inventory.python.CopiedPackages;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
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
    private static final Pattern METADATA =
            Pattern.compile("(?:.*/)?(?:[^/]+\\.(?:dist|egg)-info|egg-info)/(?:metadata|pkg-info)|.*\\.egg-info");

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
        } else if (named.size() < MOST && isMetadata(path)) {
            String description = ends(path, ".egg-info") ? path : path.substring(0, path.lastIndexOf('/'));
            named.add(description.substring(0, description.lastIndexOf('/') + 1));
        }
    }

    private void copy(String above, String path) {
        if (copies.size() < MOST) {
            copies.putIfAbsent(above, path);
        } else if (!copies.containsKey(above)) {
            beyond = Optional.of(path);
        }
    }

    private static boolean isMetadata(String path) {
        boolean possible = ends(path, "metadata") || ends(path, "-info");
        return possible && METADATA.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean ends(String path, String end) {
        return path.regionMatches(true, path.length() - end.length(), end, 0, end.length());
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
