package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Layer;
import java.io.IOException;
import java.io.InputStream;

/** A layer as it would be in a registry, without the time the network takes. */
record ByDigest(Layer layer) implements Layer {
    static Image image(Image image) {
        return new Image(
                image.reference(),
                image.repository(),
                image.digest(),
                image.manifestDigest(),
                image.indexDigest(),
                image.configDigest(),
                image.config(),
                image.layers().stream().<Layer>map(ByDigest::new).toList());
    }

    @Override
    public int index() {
        return layer.index();
    }

    @Override
    public Descriptor descriptor() {
        return layer.descriptor();
    }

    @Override
    public Digest diffId() {
        return layer.diffId();
    }

    @Override
    public boolean foundByDigest() {
        return true;
    }

    @Override
    public InputStream open() throws IOException {
        return layer.open();
    }
}
