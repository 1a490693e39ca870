package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageConfig;

/** A configuration lists one diff id per layer. */
final class LayerCount {
    private LayerCount() {}

    static void check(ImageConfig config, int layers, Digest image) throws GateException {
        if (config.diffIds().size() != layers) {
            throw new GateException(
                    "the image " + image + " has " + layers + " layers, but its configuration lists "
                            + config.diffIds().size() + " diff ids",
                    "it is damaged or forged: build the image again");
        }
    }
}
