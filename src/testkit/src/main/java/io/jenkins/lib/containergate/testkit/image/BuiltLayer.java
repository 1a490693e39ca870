package io.jenkins.lib.containergate.testkit.image;

/**
 * A layer as it will be stored.
 *
 * @param blob the compressed bytes with their true digest
 * @param diffId the true digest of the uncompressed tar
 * @param mediaType what to call it instead of the usual name for its compression; empty for the usual name
 */
public record BuiltLayer(Blob blob, String diffId, Compression compression, String mediaType) {
    /** A layer that some other tool compressed. */
    public static BuiltLayer stored(byte[] bytes, String diffId, Compression compression) {
        return new BuiltLayer(Blob.of(bytes), diffId, compression, "");
    }
}
