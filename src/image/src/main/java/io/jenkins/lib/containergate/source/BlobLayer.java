package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Layer;
import java.io.IOException;
import java.io.InputStream;

/** A layer that is a file of a store. */
record BlobLayer(int index, Descriptor descriptor, Digest diffId, StoredFile file) implements Layer {
    @Override
    public InputStream open() throws IOException {
        return file.open();
    }
}
