package io.jenkins.lib.containergate.bounds;

/**
 * Bounds on what is read from an image. Generous for honest images, small enough that a hostile one ends in an error
 * instead of exhausting the machine.
 *
 * @param maxManifestBytes size of one manifest, index or image configuration
 * @param maxLayers layers of one image
 * @param maxLayerBytes uncompressed size of one layer
 * @param maxCompressionRatio uncompressed / compressed bytes of a layer or an archive inside it, once more than 1 MiB
 *     came out
 * @param maxEntries tar entries of one layer
 * @param maxPathLength bytes of one path in a layer
 * @param maxLinkDepth symbolic links followed to resolve one path
 * @param maxFileBytes size of one file whose content an analyser asked for; a larger one is an error, not a skip
 * @param maxArchiveDepth archives inside archives (a jar in a war is depth 2)
 * @param maxArchiveEntries entries of one archive inside a layer
 */
public record Limits(
        int maxManifestBytes,
        int maxLayers,
        long maxLayerBytes,
        int maxCompressionRatio,
        int maxEntries,
        int maxPathLength,
        int maxLinkDepth,
        long maxFileBytes,
        int maxArchiveDepth,
        int maxArchiveEntries) {

    public static Limits defaults() {
        return new Limits(8 << 20, 512, 64L << 30, 2_000, 2_000_000, 4_096, 40, 2L << 30, 8, 500_000);
    }
}
