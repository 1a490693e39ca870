package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.fault.GateException;

/** The command was called in a way that cannot work; exit code 2. */
public final class UsageException extends GateException {
    private static final long serialVersionUID = 1L;

    public UsageException(String problem, String remedy) {
        super(problem, remedy);
    }

    /** What an option names cannot be used. */
    public UsageException(GateException cause) {
        super(cause.problem(), cause.remedy(), cause);
    }
}
