package io.jenkins.lib.containergate.inventory.zip;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.LimitExceededException;

/**
 * What may be spent on one file of a layer and all archives inside it together. Overlapping and nested archives cannot
 * multiply the work, as every entry, directory byte and inflated byte is counted each time it is read.
 */
public final class ArchiveBudget {
    private static final long RATIO_APPLIES_FROM = 1 << 20;

    private final Limits limits;
    private final String file;
    private long entries;
    private long bytes;

    public ArchiveBudget(Limits limits, String file) {
        this.limits = limits;
        this.file = file;
    }

    /** Bytes of directories and of what was inflated. */
    public long bytes() {
        return bytes;
    }

    public long entries() {
        return entries;
    }

    /** @param depth 1 for an archive that is a file of the layer, 2 for one inside it */
    public void descend(int depth) throws LimitExceededException {
        if (depth > limits.maxArchiveDepth()) {
            throw new LimitExceededException(file, "maxArchiveDepth", limits.maxArchiveDepth());
        }
    }

    void entry(long directoryBytes) throws LimitExceededException {
        if (++entries > limits.maxArchiveEntries()) {
            throw new LimitExceededException(file, "maxArchiveEntries", limits.maxArchiveEntries());
        }
        spend(directoryBytes);
    }

    /**
     * @param added bytes inflated since the last call
     * @param total bytes inflated of this entry so far
     * @param compressed bytes they came from
     */
    void inflated(long added, long total, long compressed) throws LimitExceededException {
        spend(added);
        if (total > RATIO_APPLIES_FROM && total / limits.maxCompressionRatio() > compressed) {
            throw new LimitExceededException(file, "maxCompressionRatio", limits.maxCompressionRatio());
        }
    }

    private void spend(long count) throws LimitExceededException {
        bytes += count;
        if (bytes > limits.maxFileBytes()) {
            throw new LimitExceededException("the unpacked content of " + file, "maxFileBytes", limits.maxFileBytes());
        }
    }
}
