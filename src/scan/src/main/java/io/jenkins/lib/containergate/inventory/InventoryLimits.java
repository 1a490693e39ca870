package io.jenkins.lib.containergate.inventory;

/**
 * Bounds on package metadata, beside the bounds on layers and archives in {@code Limits}.
 *
 * @param maxDatabaseBytes size of one package manager's database
 * @param maxMetadataBytes size of one package's own metadata file
 * @param maxPackages packages one layer may name
 * @param maxGaps parts of one layer that may be unreadable before the layer is given up
 */
public record InventoryLimits(int maxDatabaseBytes, int maxMetadataBytes, int maxPackages, int maxGaps) {
    public static InventoryLimits defaults() {
        return new InventoryLimits(128 << 20, 16 << 20, 100_000, 10_000);
    }
}
