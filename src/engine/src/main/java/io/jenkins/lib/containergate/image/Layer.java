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
     * The stored, possibly compressed bytes, unverified: whoever reads them to the end recomputes both digests. Each
     * call opens a new stream; several layers may be open at once.
     */
    InputStream open() throws IOException;
}
