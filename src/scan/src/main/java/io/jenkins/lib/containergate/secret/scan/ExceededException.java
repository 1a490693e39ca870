package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.IOException;

/** Carries a crossed limit through the reading of a stream. */
final class ExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    private final LimitExceededException limit;

    ExceededException(LimitExceededException limit) {
        super(limit);
        this.limit = limit;
    }

    LimitExceededException limit() {
        return limit;
    }
}
