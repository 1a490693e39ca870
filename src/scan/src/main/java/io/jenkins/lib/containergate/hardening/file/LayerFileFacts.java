package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.hardening.account.AccountFile;
import io.jenkins.lib.containergate.hardening.account.GroupEntry;
import io.jenkins.lib.containergate.hardening.account.PasswdEntry;
import io.jenkins.lib.containergate.hardening.account.ShadowEntry;
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
}
