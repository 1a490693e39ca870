package io.jenkins.lib.containergate.testkit.image;

/** One thing an image says that is not true. Lies about a layer are told about the last one. */
public enum Lie {
    /** The index names {@link #WRONG_DIGEST} as the manifest; the blob under that name is the true manifest. */
    MANIFEST_DIGEST,
    MANIFEST_SIZE,
    CONFIG_DIGEST,
    CONFIG_SIZE,
    LAYER_DIGEST,
    LAYER_SIZE,
    DIFF_ID,
    /** The configuration lists one diff id more than there are layers. */
    ONE_DIFF_ID_MORE,
    /** The blob is named, but not there. */
    MANIFEST_MISSING,
    CONFIG_MISSING,
    LAYER_MISSING;

    /** The digest all lies use; no blob in any test has it. */
    public static final String WRONG_DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
}
