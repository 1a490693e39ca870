package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.fault.GateException;

/** A signature does not count, for a reason that its reader can check. Not a fault of the gate: another may count. */
public final class RejectedSignatureException extends GateException {
    private static final long serialVersionUID = 1L;

    /** @param reason a clause without a full stop, as in "it signs another digest" */
    public RejectedSignatureException(String reason) {
        super(reason, "sign the image again with a trusted signer");
    }

    public RejectedSignatureException(String reason, Throwable cause) {
        super(reason, "sign the image again with a trusted signer", cause);
    }
}
