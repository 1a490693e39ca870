package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Layer;
import java.io.IOException;
import java.io.InputStream;

/** A layer whose content is elsewhere. */
record RecordedLayer(int index, Descriptor descriptor, Digest diffId) implements Layer {
    @Override
    public InputStream open() throws IOException {
        throw new IOException("the content of layer " + diffId + " is not here");
    }
}
