package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** What a certificate that signs images must and must not be for (C.4.5). */
final class SigningCertificate {
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int CONTENT_COMMITMENT = 1;
    private static final int KEY_CERT_SIGN = 5;
    private static final List<String> FORBIDDEN = List.of(
            "2.5.29.37.0", // any
            "1.3.6.1.5.5.7.3.1", // TLS server
            "1.3.6.1.5.5.7.3.2", // TLS client
            "1.3.6.1.5.5.7.3.4", // e-mail
            "1.3.6.1.5.5.7.3.8", // timestamps
            "1.3.6.1.5.5.7.3.9"); // OCSP responses

    private SigningCertificate() {}

    static void check(X509Certificate leaf) throws RejectedSignatureException {
        boolean[] usage = leaf.getKeyUsage();
        boolean critical = leaf.getCriticalExtensionOIDs() != null
                && leaf.getCriticalExtensionOIDs().contains(KEY_USAGE);
        if (usage == null || !critical || !usage[DIGITAL_SIGNATURE]) {
            throw new RejectedSignatureException("its certificate's key is not marked, critically, for signatures");
        }
        for (int bit = CONTENT_COMMITMENT + 1; bit < usage.length; bit++) {
            if (usage[bit]) {
                throw new RejectedSignatureException("its certificate's key is for more than signatures");
            }
        }
        if (leaf.getBasicConstraints() >= 0) {
            throw new RejectedSignatureException("its certificate is an authority's");
        }
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            if (purposes != null && purposes.stream().anyMatch(FORBIDDEN::contains)) {
                throw new RejectedSignatureException("its certificate is for another purpose");
            }
        } catch (CertificateParsingException e) {
            throw new RejectedSignatureException("its certificate is malformed", e);
        }
    }

    /** That each certificate above the leaf is an authority's, and no longer a chain than it allows hangs below it. */
    static void checkAuthorities(List<X509Certificate> chain) throws RejectedSignatureException {
        for (int at = 1; at < chain.size(); at++) {
            X509Certificate authority = chain.get(at);
            boolean[] usage = authority.getKeyUsage();
            Set<String> critical = authority.getCriticalExtensionOIDs();
            boolean issues = critical != null
                    && critical.containsAll(List.of(KEY_USAGE, BASIC_CONSTRAINTS))
                    && usage != null
                    && usage[KEY_CERT_SIGN];
            if (!issues || authority.getBasicConstraints() < at - 1) {
                throw new RejectedSignatureException("its certificate was issued by one that may not issue it: "
                        + authority.getSubjectX500Principal().getName());
            }
        }
    }
}
