package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.InventoryLimits;

/** Counts what one layer names, so that a hostile one cannot fill the memory with it. */
final class LayerBudget {
    private final InventoryLimits limits;
    private final Digest layer;
    private long packages;
    private long gaps;
    private long unpacked;

    LayerBudget(InventoryLimits limits, Digest layer) {
        this.limits = limits;
        this.layer = layer;
    }

    /** What is left of it, for one file; {@link #spend} takes what the file used of it. */
    LayerBudget ofFile() {
        LayerBudget rest = new LayerBudget(limits, layer);
        rest.packages = packages;
        rest.gaps = gaps;
        rest.unpacked = unpacked;
        return rest;
    }

    /** Packages that were counted since another budget was where this one began. */
    long packagesSince(LayerBudget before) {
        return packages - before.packages;
    }

    /** The same of gaps. */
    long gapsSince(LayerBudget before) {
        return gaps - before.gaps;
    }

    /** The same of what archives unpacked to. */
    long unpackedSince(LayerBudget before) {
        return unpacked - before.unpacked;
    }

    void spend(FileReading seen) throws LimitExceededException {
        packages += seen.packages();
        gaps += seen.gaps();
        unpacked += seen.unpacked();
        check();
    }

    /** Packages, and other small things kept of a file. */
    void packages(int more) throws LimitExceededException {
        packages += more;
        check();
    }

    void gaps(int more) throws LimitExceededException {
        gaps += more;
        check();
    }

    void unpacked(long more) {
        unpacked += more;
    }

    /** Whether the archives so far leave anything for the next one. */
    void opening(String archive) throws LimitExceededException {
        if (unpacked > limits.maxUnpackedBytes()) {
            throw new LimitExceededException(
                    "what the archives before " + archive + " in its layer unpack to, so that it is not opened,",
                    "maxUnpackedBytes",
                    limits.maxUnpackedBytes());
        }
    }

    /** As {@link #packages}, where nothing may be thrown; {@link #check} must follow. */
    void note() {
        packages++;
    }

    boolean exhausted() {
        return packages > limits.maxPackages() || gaps > limits.maxGaps();
    }

    void check() throws LimitExceededException {
        if (packages > limits.maxPackages()) {
            throw new LimitExceededException("the inventory of layer " + layer, "maxPackages", limits.maxPackages());
        }
        if (gaps > limits.maxGaps()) {
            throw new LimitExceededException("the inventory of layer " + layer, "maxGaps", limits.maxGaps());
        }
    }
}
