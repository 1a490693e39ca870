package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.secret.image.ImageSecrets;
import java.util.Optional;

/**
 * What one pass over an image brings to light, before any policy: facts only, so that it may be made where the image is.
 *
 * @param secrets empty when nobody searched for them
 */
public record InspectedImage(
        Image image, PackageInventory inventory, ImageFacts facts, Optional<ImageSecrets> secrets) {
    /** Of a pass that did not search for secrets. */
    public InspectedImage(Image image, PackageInventory inventory, ImageFacts facts) {
        this(image, inventory, facts, Optional.empty());
    }

    public Subject subject() {
        return ImageSubject.of(image);
    }
}
