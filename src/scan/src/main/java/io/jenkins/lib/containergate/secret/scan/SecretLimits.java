package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;

/**
 * Bounds on the search for secrets. What they leave unsearched becomes an undecided finding.
 *
 * @param maxFindingsPerFile secrets reported of one file
 * @param maxFindingsPerLayer secrets and unsearched places reported of one layer, tree or history
 * @param freeCandidates places with a keyword that may be looked at in any file
 * @param bytesPerCandidate beyond them, bytes of content for one more such place
 * @param maxDecodeDepth encodings within encodings
 * @param maxArchiveDepth archives within archives, a jar in a layer being 1
 * @param maxUnpackedBytes of all archives of one layer together, each entry counting {@link UnpackingBudget#ENTRY} bytes more; the archives
 *     after that stay closed
 */
public record SecretLimits(
        int maxFindingsPerFile,
        int maxFindingsPerLayer,
        int freeCandidates,
        int bytesPerCandidate,
        int maxDecodeDepth,
        int maxArchiveDepth,
        long maxUnpackedBytes) {
    public static SecretLimits defaults() {
        return new SecretLimits(100, 5_000, 500_000, 8, 2, 6, 16L << 30);
    }
}
