package io.jenkins.lib.containergate.inventory;

/**
 * Bounds on package metadata, beside the bounds on layers and archives in {@code Limits}.
 *
 * @param maxDatabaseBytes size of one package manager's database
 * @param maxMetadataBytes size of one package's own metadata file
 * @param maxPackages packages one layer may name
 * @param maxGaps parts of one layer that may be unreadable before the layer is given up
 * @param maxUnpackedBytes of all archives of one layer together, each entry counting as 1 KiB more; the
 *     archives after that stay closed
 * @param maxSearchedBytes size of a file that an archive is looked for at the end of, whatever it begins with: models and disks are
 *     larger than programs, and all of them would have to be unpacked for their last bytes
 */
public record InventoryLimits(
        int maxDatabaseBytes,
        int maxMetadataBytes,
        int maxPackages,
        int maxGaps,
        long maxUnpackedBytes,
        long maxSearchedBytes) {
    private static final long USUAL_UNPACKED = 16L << 30;
    private static final long USUAL_SEARCHED = 256L << 20;

    /** With the usual bounds on archives. */
    public InventoryLimits(int maxDatabaseBytes, int maxMetadataBytes, int maxPackages, int maxGaps) {
        this(maxDatabaseBytes, maxMetadataBytes, maxPackages, maxGaps, USUAL_UNPACKED, USUAL_SEARCHED);
    }

    public static InventoryLimits defaults() {
        return new InventoryLimits(128 << 20, 16 << 20, 100_000, 10_000);
    }
}
