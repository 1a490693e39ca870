package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;

/** Carries what a check inside a stream has to say out through the code that reads the stream. */
final class ReadAborted extends IOException {
    private static final long serialVersionUID = 1L;

    ReadAborted(GateException reason) {
        super(reason);
    }

    ReadAborted(InterruptedException reason) {
        super(reason);
    }

    /** Throws the reason; the result only tells the compiler that nothing comes after. */
    static ReadAborted rethrow(ReadAborted aborted) throws GateException, InterruptedException {
        Throwable reason = aborted.getCause();
        if (reason instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (reason instanceof GateException gate) {
            throw gate;
        }
        return aborted;
    }
}
