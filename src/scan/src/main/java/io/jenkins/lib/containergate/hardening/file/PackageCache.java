package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.layer.LayerEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Directories in which package managers keep what they only need while they install. */
public enum PackageCache {
    APT("var/lib/apt/lists", "var/cache/apt"),
    APK("var/cache/apk", "etc/apk/cache"),
    DNF("var/cache/dnf", "var/cache/libdnf5"),
    YUM("var/cache/yum"),
    ZYPPER("var/cache/zypp"),
    PIP("/.cache/pip"),
    NPM("/.npm/_cacache"),
    YARN("/.cache/yarn", "usr/local/share/.cache/yarn"),
    COMPOSER("/.composer/cache", "/.cache/composer"),
    GO("/.cache/go-build");

    /** Left behind by the managers' own cleaning commands. */
    private static final Set<String> BOOKKEEPING = Set.of("lock", "expired_repos.json", "tempfiles.json", ".gitkeep");

    private final List<String> directories;

    /** @param directories from the root; with a leading slash, below any home directory */
    PackageCache(String... directories) {
        this.directories = List.of(directories);
    }

    /** The cache directory this file fills, if it does. */
    static Optional<CacheDirectory> of(LayerEntry entry, String name) {
        if (entry.kind() != LayerEntry.Kind.FILE || entry.size() == 0) {
            return Optional.empty();
        }
        for (PackageCache cache : values()) {
            for (String directory : cache.directories) {
                Optional<String> found = directory.startsWith("/")
                        ? belowHome(entry.path(), directory)
                        : isBelow(entry.path(), directory) ? Optional.of(directory) : Optional.empty();
                if (found.isPresent()) {
                    return BOOKKEEPING.contains(name)
                            ? Optional.empty()
                            : Optional.of(new CacheDirectory(cache, found.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isBelow(String path, String directory) {
        return path.startsWith(directory) && path.startsWith("/", directory.length());
    }

    private static Optional<String> belowHome(String path, String directory) {
        if (!path.startsWith("root/") && !path.startsWith("home/")) {
            return Optional.empty();
        }
        int start = path.indexOf(directory + "/");
        return start > 0 ? Optional.of(path.substring(0, start + directory.length())) : Optional.empty();
    }

    /** @param path of the directory in the layer */
    record CacheDirectory(PackageCache cache, String path) {}
}
