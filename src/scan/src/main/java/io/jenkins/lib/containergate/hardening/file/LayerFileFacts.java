package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.hardening.account.AccountFile;
import io.jenkins.lib.containergate.hardening.account.AccountFile.GroupEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.PasswdEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.ShadowEntry;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one layer's headers and account databases say. Bounded, and a function of the layer's content alone.
 *
 * @param files every trait has its entry
 * @param passwd {@code etc/passwd}, absent when the layer does not bring it
 * @param shadow {@code etc/shadow}
 * @param group {@code etc/group}
 */
public record LayerFileFacts(
        Map<FileTrait, NotedFiles> files,
        List<CacheUse> caches,
        AccountFile<PasswdEntry> passwd,
        AccountFile<ShadowEntry> shadow,
        AccountFile<GroupEntry> group) {
    public LayerFileFacts {
        files = Collections.unmodifiableMap(new EnumMap<>(files));
        caches = List.copyOf(caches);
    }

    NotedFiles files(FileTrait trait) {
        NotedFiles noted = files.get(trait);
        if (noted == null) {
            throw new IllegalStateException("no answer for " + trait);
        }
        return noted;
    }

    /**
     * One file with a {@link FileTrait} as a layer brings it.
     *
     * @param mode permission bits of the entry, including setuid, setgid and sticky
     * @param capabilities whether the file gives capabilities to whoever runs it
     */
    public record NotedFile(String path, int mode, long userId, long groupId, boolean capabilities) {}

    /**
     * Files of one layer with one trait.
     *
     * @param files as many as fit the bounds, in tar order, each path once
     * @param omitted how many more entries had the trait
     */
    public record NotedFiles(List<NotedFile> files, long omitted) {
        public NotedFiles {
            files = List.copyOf(files);
        }
    }

    /**
     * What a layer left in one cache directory.
     *
     * @param directory its path
     * @param bytes uncompressed size of its files
     */
    public record CacheUse(PackageCache cache, String directory, long files, long bytes) {}
}
