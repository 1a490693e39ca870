package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.Optional;

/** @param inventory absent when the image could not be read */
public record JudgedImage(Verdict verdict, Optional<PackageInventory> inventory) {}
