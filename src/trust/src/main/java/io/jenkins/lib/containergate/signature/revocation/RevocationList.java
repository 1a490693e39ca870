package io.jenkins.lib.containergate.signature.revocation;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Der;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A list of revoked certificates (C.4.9): of the certificate's own issuer, complete for it. Delta and indirect lists are
 * not read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5">RFC 5280, section 5</a>
 */
final class RevocationList {
    private static final String WHAT = "the revocation list";
    private static final String SCOPE = "2.5.29.28";
    private static final String DELTA = "2.5.29.27";
    private static final String FRESHEST = "2.5.29.46";
    private static final int CRL_SIGN = 6;

    private final X509CRL list;
    private final URI origin;

    private RevocationList(X509CRL list, URI origin) {
        this.list = list;
        this.origin = origin;
    }

    /** @param origin where it was fetched: a list for one place does not speak for another */
    static RevocationList parse(byte[] bytes, URI origin) throws RejectedSignatureException {
        try {
            return new RevocationList(
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes)),
                    origin);
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException(WHAT + " is malformed", e);
        }
    }

    CertificateStatus status(X509Certificate certificate, X509Certificate issuer, Freshness freshness)
            throws RejectedSignatureException {
        signature(issuer);
        extensions(certificate);
        Date next = list.getNextUpdate();
        if (next == null) {
            throw new RejectedSignatureException(WHAT + " does not say how long it holds");
        }
        X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
        if (entry != null) {
            // an old list does not take back what it says
            return new CertificateStatus.Revoked(entry.getRevocationDate().toInstant());
        }
        entries();
        freshness.check(list.getThisUpdate().toInstant(), Optional.of(next.toInstant()), WHAT);
        return new CertificateStatus.Good();
    }

    private void signature(X509Certificate issuer) throws RejectedSignatureException {
        boolean[] usage = issuer.getKeyUsage();
        if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                || usage != null && !usage[CRL_SIGN]) {
            throw new RejectedSignatureException(WHAT + " is not of the certificate's issuer");
        }
        try {
            IssuedSignature.check(
                    list.getSigAlgOID(), issuer.getPublicKey(), list.getTBSCertList(), list.getSignature(), WHAT);
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException(WHAT + " is malformed", e);
        }
    }

    private void extensions(X509Certificate certificate) throws RejectedSignatureException {
        if (list.getExtensionValue(DELTA) != null || list.getExtensionValue(FRESHEST) != null) {
            throw new RejectedSignatureException(WHAT + " is a delta or has one, which is not read");
        }
        Set<String> critical = list.getCriticalExtensionOIDs();
        if (critical != null && critical.stream().anyMatch(oid -> !oid.equals(SCOPE))) {
            throw new RejectedSignatureException(WHAT + " has a critical extension that is not understood");
        }
        byte[] scope = list.getExtensionValue(SCOPE);
        if (scope != null) {
            scope(Der.parse(scope).unwrap().expect(Der.SEQUENCE).children(), certificate);
        }
    }

    /** One that has to be understood can say that those after it are about certificates of another issuer. */
    private void entries() throws RejectedSignatureException {
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        if (entries != null && entries.stream().anyMatch(RevocationList::critical)) {
            throw new RejectedSignatureException(
                    WHAT + " has an entry with a critical extension that is not understood");
        }
    }

    private static boolean critical(X509CRLEntry entry) {
        Set<String> critical = entry.getCriticalExtensionOIDs();
        return critical != null && !critical.isEmpty();
    }

    /** Issuing distribution point: whether the list is about certificates like this one. */
    private void scope(List<Der> parts, X509Certificate certificate) throws RejectedSignatureException {
        boolean authority = certificate.getBasicConstraints() >= 0;
        for (Der part : parts) {
            boolean covered =
                    switch (part.tag()) {
                        case 0xa0 -> RevocationSources.names(List.of(part)).contains(origin);
                        case 0x81 -> !authority;
                        case 0x82 -> authority;
                        default -> false;
                    };
            if (!covered) {
                throw new RejectedSignatureException(WHAT + " does not cover the certificate");
            }
        }
    }
}
