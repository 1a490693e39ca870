package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.fault.GateException;

/** What it states cannot be read: a trusted signer signed it, or its bundle does not even let one tell who did. */
public final class UnreadableStatementException extends GateException {
    private static final long serialVersionUID = 1L;

    public UnreadableStatementException(GateException cause) {
        super(cause.problem(), cause.remedy(), cause);
    }
}
