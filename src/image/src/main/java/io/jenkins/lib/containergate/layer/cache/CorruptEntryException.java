package io.jenkins.lib.containergate.layer.cache;

import java.io.IOException;

/** A kept result that is not what was written: it is made again. */
public final class CorruptEntryException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptEntryException(String problem) {
        super(problem);
    }

    CorruptEntryException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
