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

    LayerBudget(InventoryLimits limits, Digest layer) {
        this.limits = limits;
        this.layer = layer;
    }

    /** What is left of it, for one file; {@link #spend} takes what the file used of it. */
    LayerBudget ofFile() {
        LayerBudget rest = new LayerBudget(limits, layer);
        rest.packages = packages;
        rest.gaps = gaps;
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

    void spend(long morePackages, long moreGaps) throws LimitExceededException {
        packages += morePackages;
        gaps += moreGaps;
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
