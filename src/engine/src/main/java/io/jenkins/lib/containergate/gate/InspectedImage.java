package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.Subject;

/**
 * What one pass over an image brings to light, before any policy: facts only, so that it may be made where the image is.
 */
public record InspectedImage(Image image, PackageInventory inventory, ImageFacts facts) {

    public Subject subject() {
        return ImageSubject.of(image);
    }
}
