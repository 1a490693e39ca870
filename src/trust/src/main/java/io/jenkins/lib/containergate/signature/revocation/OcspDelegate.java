package io.jenkins.lib.containergate.signature.revocation;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** A responder that an authority has authorised to speak for it (RFC 6960, section 4.2.2.2). */
final class OcspDelegate {
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
    private static final int DIGITAL_SIGNATURE = 0;

    private OcspDelegate() {}

    /** @throws RejectedSignatureException unless the issuer itself issued it for this, and it is valid now */
    static void check(X509Certificate responder, X509Certificate issuer, Instant now)
            throws RejectedSignatureException {
        try {
            List<String> purposes = responder.getExtendedKeyUsage();
            if (purposes == null || !purposes.contains(OCSP_SIGNING)) {
                throw new RejectedSignatureException("the OCSP responder's certificate is not for OCSP");
            }
            boolean[] usage = responder.getKeyUsage();
            if (usage != null && !usage[DIGITAL_SIGNATURE]) {
                throw new RejectedSignatureException("the OCSP responder's certificate is not for signatures");
            }
            IssuedSignature.check(
                    responder.getSigAlgOID(),
                    issuer.getPublicKey(),
                    responder.getTBSCertificate(),
                    responder.getSignature(),
                    "the OCSP responder's certificate");
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException("the OCSP responder's certificate is malformed", e);
        }
        boolean issued = responder.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        if (!issued || !Certificates.validAt(responder, now)) {
            throw new RejectedSignatureException(
                    "the OCSP responder's certificate is not valid now, or not of the certificate's issuer");
        }
    }

    /** Whether its own revocation is to be looked at: its issuer may say that it need not be. */
    static boolean revocable(X509Certificate responder) throws RejectedSignatureException {
        return responder.getExtensionValue(NO_CHECK) == null
                && RevocationSources.of(responder).revocable();
    }
}
