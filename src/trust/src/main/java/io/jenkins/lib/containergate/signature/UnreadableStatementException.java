package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.fault.GateException;

/** A trusted signer signed it, and what it states cannot be read. */
public final class UnreadableStatementException extends GateException {
    private static final long serialVersionUID = 1L;

    public UnreadableStatementException(GateException cause) {
        super(cause.problem(), cause.remedy(), cause);
    }
}
