package io.jenkins.lib.containergate.testkit.image;

/**
 * A layer as it will be stored.
 *
 * @param blob the compressed bytes with their true digest
 * @param diffId the true digest of the uncompressed tar
 * @param mediaType what to call it instead of the usual name for its compression; empty for the usual name
 */
public record BuiltLayer(Blob blob, String diffId, Compression compression, String mediaType) {}
