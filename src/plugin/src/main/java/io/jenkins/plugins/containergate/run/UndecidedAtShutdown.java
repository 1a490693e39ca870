package io.jenkins.plugins.containergate.run;

import java.io.IOException;

/** A gate could not decide because Jenkins stops. It can run again after the restart. */
public final class UndecidedAtShutdown extends IOException {
    private static final long serialVersionUID = 1L;

    UndecidedAtShutdown(Throwable cause) {
        super("Jenkins stops, and the gate has not decided yet", cause);
    }
}
