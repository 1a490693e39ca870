package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.CacheUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up files by cache directory; beyond a bound, by cache. */
final class CacheCollector {
    static final int MAX_DIRECTORIES = 50;
    /** Stands for all directories beyond the bound. */
    static final String ELSEWHERE = "";

    private final Map<PackageCache.CacheDirectory, Sum> sums = new LinkedHashMap<>();

    void add(PackageCache.CacheDirectory directory, long bytes) {
        Sum sum = sums.get(directory);
        if (sum == null) {
            PackageCache.CacheDirectory key = sums.size() < MAX_DIRECTORIES
                    ? directory
                    : new PackageCache.CacheDirectory(directory.cache(), ELSEWHERE);
            sum = sums.computeIfAbsent(key, unused -> new Sum());
        }
        sum.files++;
        sum.bytes += bytes;
    }

    List<CacheUse> finish() {
        List<CacheUse> uses = new ArrayList<>();
        sums.forEach(
                (directory, sum) -> uses.add(new CacheUse(directory.cache(), directory.path(), sum.files, sum.bytes)));
        return uses;
    }

    private static final class Sum {
        private long files;
        private long bytes;
    }
}
