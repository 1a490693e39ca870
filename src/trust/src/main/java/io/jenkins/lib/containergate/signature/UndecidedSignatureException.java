package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.fault.GateException;

/** What it takes to tell whether a signature counts was not given: the gate cannot decide. */
public final class UndecidedSignatureException extends GateException {
    private static final long serialVersionUID = 1L;

    public UndecidedSignatureException(String problem, String remedy) {
        super(problem, remedy);
    }

    public static UndecidedSignatureException noTrustedRoot(String signer) {
        return new UndecidedSignatureException(
                "no trusted root was given to check the transparency log and certificates of " + signer + " with",
                "give a trusted_root.json (--trusted-root), or let the policy say ignoreTlog for a key");
    }
}
