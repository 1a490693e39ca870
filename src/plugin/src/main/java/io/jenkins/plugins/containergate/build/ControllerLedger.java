package io.jenkins.plugins.containergate.build;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.ledger.Ledger;
import jenkins.model.Jenkins;

/** The verdicts of all builds of this controller, on its disk. Jobs cannot write to it but by passing or failing a gate. */
public final class ControllerLedger {
    /** Some 500,000 verdicts. */
    private static final long MAX_BYTES = 256L << 20;

    private ControllerLedger() {}

    public static Ledger open() throws GateException {
        return Ledger.open(
                Jenkins.get().getRootDir().toPath().resolve("container-gate").resolve("ledger"), MAX_BYTES);
    }
}
