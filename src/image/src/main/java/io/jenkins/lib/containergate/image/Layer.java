package io.jenkins.lib.containergate.image;

import java.io.IOException;
import java.io.InputStream;

/**
 * One layer of an image, named twice: {@code descriptor.digest} of the bytes as stored, {@code diffId} of the
 * uncompressed tar.
 */
public interface Layer {
    /** Position in the image, base layer 0. */
    int index();

    Descriptor descriptor();

    Digest diffId();

    /**
     * Whether the stored bytes come from where they are found by their digest, and whoever runs the image gets them there,
     * too. Then what was found in bytes of that digest before holds without looking at them again.
     */
    default boolean foundByDigest() {
        return false;
    }

    /**
     * The stored, possibly compressed bytes, unverified: whoever reads them to the end recomputes both digests. Each
     * call opens a new stream; several layers may be open at once.
     */
    InputStream open() throws IOException;
}
