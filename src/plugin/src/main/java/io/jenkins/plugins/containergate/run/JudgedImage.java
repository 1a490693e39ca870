package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.Optional;

/**
 * A verdict with what the reports want to know beside it.
 *
 * @param image absent when there was none to be found
 * @param inventory absent when the image could not be read
 */
record JudgedImage(Verdict verdict, Optional<Image> image, Optional<PackageInventory> inventory) {}
