package io.jenkins.lib.containergate.signature.evidence;

/**
 * Bounds on signatures. Real ones are a few kilobytes.
 *
 * @param maxManifestBytes of a signature's manifest
 * @param maxBlobBytes of a payload, bundle or envelope
 * @param maxSignatures read for one image, and as many verdicts; the rest is counted, not read
 * @param maxTotalBytes of all evidence together
 */
public record EvidenceLimits(int maxManifestBytes, int maxBlobBytes, int maxSignatures, long maxTotalBytes) {

    public static EvidenceLimits defaults() {
        return new EvidenceLimits(1 << 20, 4 << 20, 200, 64L << 20);
    }
}
