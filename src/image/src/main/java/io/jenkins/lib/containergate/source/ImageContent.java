package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Layer;
import java.io.IOException;

/** What descriptors lead to, wherever it is kept. */
interface ImageContent {
    /**
     * A manifest or an index, verified.
     *
     * @param kind for messages: {@code manifest}
     */
    byte[] manifest(Descriptor descriptor, String kind) throws GateException, IOException, InterruptedException;

    /** An image configuration, verified. */
    byte[] config(Descriptor descriptor) throws GateException, IOException, InterruptedException;

    /** @throws GateException when it is known now that the layer cannot be read */
    Layer layer(int index, Descriptor descriptor, Digest diffId) throws GateException, IOException;
}
