package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.util.concurrent.atomic.AtomicLong;

/** Memory that the path names of all layers of one image may take together. */
final class PathBudget {
    private static final long LEAST = 1 << 20;
    /** An honest image needs about 25 bytes an entry. */
    private static final long BYTES_PER_ENTRY = 64;

    private final AtomicLong used = new AtomicLong();
    private final String image;
    private final Limits limits;

    PathBudget(String image, Limits limits) {
        this.image = image;
        this.limits = limits;
    }

    void take(long bytes) throws LimitExceededException {
        if (used.addAndGet(bytes) > Math.max(LEAST, limits.maxEntries() * BYTES_PER_ENTRY)) {
            throw new LimitExceededException(
                    "the length of all paths in " + image + " together", "maxEntries", limits.maxEntries());
        }
    }
}
