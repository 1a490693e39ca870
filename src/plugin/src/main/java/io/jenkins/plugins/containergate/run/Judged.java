package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.Optional;

/**
 * A verdict with what the build wants to know beside it.
 *
 * @param image what it is on, when that is an image and was found
 * @param inventory of the image, when the gate read one
 */
public record Judged(Verdict verdict, Optional<ImagePin> image, Optional<PackageInventory> inventory) {

    /** A verdict on something that is no image, or on an image that was not found. */
    public static Judged of(Verdict verdict) {
        return new Judged(verdict, Optional.empty(), Optional.empty());
    }

    /** A verdict of a gate that knows no packages. */
    public static Judged of(Verdict verdict, ImagePin image) {
        return new Judged(verdict, Optional.of(image), Optional.empty());
    }
}
