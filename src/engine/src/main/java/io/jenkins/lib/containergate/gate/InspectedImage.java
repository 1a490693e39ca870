package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.Subject;
import java.util.Optional;

/**
 * What one pass over an image brings to light, before any policy: facts only, so that it may be made where the image is.
 */
public record InspectedImage(Image image, PackageInventory inventory, ImageFacts facts) {

    public Subject subject() {
        Optional<String> note = image.manifestDigest()
                ? Optional.empty()
                : Optional.of("judged by image id: this archive holds no manifest that a registry would know");
        return new Subject(
                image.reference(),
                Optional.of(image.digest().toString()),
                Optional.of(image.platform().toString()),
                note);
    }

    /** Compressed size of all layers, in bytes. */
    public long size() {
        return image.layers().stream()
                .map(Layer::descriptor)
                .mapToLong(descriptor -> descriptor.size())
                .sum();
    }
}
