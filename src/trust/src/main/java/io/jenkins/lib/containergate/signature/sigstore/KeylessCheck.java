package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.SignerIdentity;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A certificate's way to a trusted authority, its certificate log, its owner (C.1.7, C.2.8). */
final class KeylessCheck {
    private final TrustAnchors anchors;

    KeylessCheck(TrustAnchors anchors) {
        this.anchors = anchors;
    }

    /** The certificate of a keyless signature. */
    static X509Certificate certificate(Bytes der) throws RejectedSignatureException {
        return Certificates.ofDer(der.toArray());
    }

    /**
     * @param moments when the signature was made; at least one has to be known, since the certificate lives minutes
     * @return whom the certificate was issued to
     */
    SignerIdentity check(X509Certificate certificate, TrustedSigner.Keyless signer, List<Instant> moments)
            throws GateException {
        if (moments.isEmpty()) {
            throw new RejectedSignatureException(
                    "no trusted signing time: neither a timestamped log entry nor an RFC 3161 timestamp");
        }
        for (Instant moment : moments) {
            if (!Certificates.validAt(certificate, moment)) {
                throw new RejectedSignatureException("its certificate was not valid when it signed, at " + moment);
            }
        }
        X509Certificate issuer = issuer(certificate, moments.get(0));
        new CertificateTimestamp(anchors).check(certificate, issuer);
        CertificateIdentity identity = CertificateIdentity.of(certificate);
        if (!identity.issuer().equals(signer.issuer())) {
            throw new RejectedSignatureException(
                    "its certificate is for an account of " + MediaType.shown(identity.issuer()));
        }
        if (!signer.subject().matches(identity.subject())) {
            throw new RejectedSignatureException("its certificate is for " + MediaType.shown(identity.subject()));
        }
        return new SignerIdentity(
                MediaType.shown(identity.subject()) + " of " + MediaType.shown(identity.issuer()),
                Set.of("subject " + identity.subject() + " of " + identity.issuer()));
    }

    private X509Certificate issuer(X509Certificate certificate, Instant moment) throws RejectedSignatureException {
        RejectedSignatureException last =
                new RejectedSignatureException("its certificate authority is not trusted (none is named)");
        for (Authority authority : anchors.authorities()) {
            try {
                return authority.check(certificate, moment);
            } catch (RejectedSignatureException e) {
                last = e;
            }
        }
        throw last;
    }
}
