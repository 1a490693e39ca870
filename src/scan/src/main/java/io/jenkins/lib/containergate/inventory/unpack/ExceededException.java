package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.IOException;

/** Carries a crossed limit through the reading of a stream. */
public final class ExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    private final LimitExceededException limit;

    public ExceededException(LimitExceededException limit) {
        super(limit);
        this.limit = limit;
    }

    public LimitExceededException limit() {
        return limit;
    }
}
