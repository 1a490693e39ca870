package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * @param inventory absent when the image could not be read
 * @param taskDefinitions digests of those that the verdict is on
 */
public record JudgedImage(Verdict verdict, Optional<PackageInventory> inventory, List<Digest> taskDefinitions) {
    public JudgedImage {
        taskDefinitions = List.copyOf(taskDefinitions);
    }

    public JudgedImage(Verdict verdict, Optional<PackageInventory> inventory) {
        this(verdict, inventory, List.of());
    }
}
