package io.jenkins.lib.containergate.fault;

import java.io.IOException;

/** Carries what a check inside a stream has to say out through the code that reads the stream. */
public final class ReadAborted extends IOException {
    private static final long serialVersionUID = 1L;

    public ReadAborted(GateException reason) {
        super(reason);
    }

    public ReadAborted(InterruptedException reason) {
        super(reason);
    }

    /** Throws the reason; the result only tells the compiler that nothing comes after. */
    public static ReadAborted rethrow(ReadAborted aborted) throws GateException, InterruptedException {
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
