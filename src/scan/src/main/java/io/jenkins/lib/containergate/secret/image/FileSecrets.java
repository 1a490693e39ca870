package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.util.List;
import java.util.Optional;

/**
 * What one file of a layer holds. Depends on its content and path alone, unless its archive was left closed.
 *
 * @param archive if it is or ends with one
 */
record FileSecrets(List<FoundSecret> found, List<Unsearched> unsearched, Optional<Archive> archive) {
    FileSecrets {
        found = List.copyOf(found);
        unsearched = List.copyOf(unsearched);
    }

    /**
     * An archive.
     *
     * @param opened whether it was searched: not where the archives before it used up what a layer may unpack
     * @param unpackedBytes see {@link io.jenkins.lib.containergate.secret.scan.SecretLimits#maxUnpackedBytes}
     */
    record Archive(String path, boolean opened, long unpackedBytes) {}

    static FileSecrets closed(String path) {
        return new FileSecrets(List.of(), List.of(), Optional.of(new Archive(path, false, 0)));
    }
}
