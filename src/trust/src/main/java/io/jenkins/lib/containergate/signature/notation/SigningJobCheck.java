package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.UndecidedSignatureException;

/** Whether AWS Signer has revoked a signing job, its profile or its certificates (C.5.4). */
@FunctionalInterface
public interface SigningJobCheck {

    /** @throws GateException when it is revoked, or when that cannot be told */
    void check(SigningJob job) throws GateException;

    /** Nobody can be asked. */
    static SigningJobCheck unasked() {
        return job -> {
            throw new UndecidedSignatureException(
                    "AWS Signer was not asked whether the signing job is revoked",
                    "let the policy say revocation: skip for this signer, if that is acceptable");
        };
    }
}
