package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.UndecidedSignatureException;
import io.jenkins.lib.containergate.signature.revocation.RevocationSources;
import java.security.cert.X509Certificate;
import java.util.List;

/** Whether certificates or signing jobs were revoked; asked only where one can be (C.4.9, C.5.4). */
public interface RevocationCheck {

    /**
     * @param chain from the leaf to the root
     * @throws GateException when one is revoked, or when that cannot be told
     */
    void check(List<X509Certificate> chain) throws GateException;

    /** @throws GateException when it is revoked, or when that cannot be told */
    void checkSigningJob(SigningJob job) throws GateException;

    /** Nobody can be asked: certificates that say where to ask are undecided, others cannot be revoked. */
    static RevocationCheck offline() {
        return new RevocationCheck() {
            @Override
            public void check(List<X509Certificate> chain) throws GateException {
                for (X509Certificate certificate : chain) {
                    if (RevocationSources.of(certificate).revocable()) {
                        throw new UndecidedSignatureException(
                                "its certificates can be revoked, and revocation was not checked",
                                "let the policy say revocation: skip for this signer, if that is acceptable");
                    }
                }
            }

            @Override
            public void checkSigningJob(SigningJob job) throws GateException {
                SigningJobCheck.unasked().check(job);
            }
        };
    }
}
