package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.TrustedSigner.LogDemand;
import io.jenkins.lib.containergate.signature.UndecidedSignatureException;
import io.jenkins.lib.containergate.signature.VerifiedSignature.SignerIdentity;
import io.jenkins.lib.containergate.signature.VerifiedSignature.SigningTime;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.lib.containergate.signature.crypto.SignatureAlgorithm;
import io.jenkins.lib.containergate.signature.sigstore.TrustAnchors.Authority;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether one signer has made a signature, whatever the layout it came in. */
public final class SignerCheck {
    private final Clock clock;

    public SignerCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * A signature and what came with it.
     *
     * @param message the exact bytes it is over
     * @param payload what the log hashes: the message, or the payload of an envelope
     * @param certificate DER
     */
    public record Signed(
            Bytes message,
            Bytes payload,
            Bytes signature,
            Optional<Bytes> certificate,
            List<LogEntry> entries,
            List<Bytes> timestamps,
            boolean enveloped,
            boolean proofDemanded) {
        public Signed {
            entries = List.copyOf(entries);
            timestamps = List.copyOf(timestamps);
        }
    }

    /**
     * Who has made it, and when.
     *
     * @param means {@code key} or {@code keyless}
     */
    public record Checked(SignerIdentity identity, String means, Optional<SigningTime> time) {}

    /**
     * @param layout of the signature, for the message: {@code a Sigstore bundle}
     * @throws GateException saying why it is not this signer's
     */
    public Checked check(Signed signed, TrustedSigner signer, String layout) throws GateException {
        if (signer instanceof TrustedSigner.Key key) {
            return check(signed, key);
        }
        if (signer instanceof TrustedSigner.Keyless keyless) {
            return check(signed, keyless);
        }
        throw new RejectedSignatureException("it is " + layout);
    }

    private Checked check(Signed signed, TrustedSigner.Key signer) throws GateException {
        // C.2.5: a certificate is another way to say who signed; a key signer says it by the key alone.
        if (signed.certificate().isPresent()) {
            throw new RejectedSignatureException("it was made with a certificate, not with this signer's key");
        }
        signature(signed, signer.key());
        Optional<SigningTime> time = Optional.empty();
        if (signer.log() instanceof LogDemand.Required demanded) {
            if (demanded.root().isEmpty()) {
                throw UndecidedSignatureException.noTrustedRoot(signer.name());
            }
            logged(signed);
            Bytes key = Bytes.of(signer.key().getEncoded());
            // Nothing says that a key's signature is not older: anybody may have it logged or stamped once more.
            time = anyOf(demanded.root().get(), anchors -> earliest(times(signed, key, false, anchors)))
                    .map(SigningTime::by);
        }
        return new Checked(SignerIdentity.of(signer.key()), "key", time);
    }

    private Checked check(Signed signed, TrustedSigner.Keyless signer) throws GateException {
        if (signed.certificate().isEmpty()) {
            throw new RejectedSignatureException("it was made with a bare key, not with a certificate");
        }
        X509Certificate certificate =
                KeylessCheck.certificate(signed.certificate().get());
        signature(signed, certificate.getPublicKey());
        if (signer.root().isEmpty()) {
            throw UndecidedSignatureException.noTrustedRoot(signer.name());
        }
        logged(signed);
        // its key lives as long as the certificate
        Instant notBefore = certificate.getNotBefore().toInstant();
        return anyOf(signer.root().get(), anchors -> {
            List<Instant> times = times(signed, signed.certificate().get(), true, anchors);
            SignerIdentity identity = new KeylessCheck(anchors).check(certificate, signer, times);
            return new Checked(identity, "keyless", earliest(times).map(by -> SigningTime.between(notBefore, by)));
        });
    }

    @FunctionalInterface
    private interface Check<T> {
        T by(TrustAnchors anchors) throws GateException;
    }

    /** What one instance of Sigstore vouches for alone. Of several refusals, one that another root would lift counts. */
    private static <T> T anyOf(TrustedRoot root, Check<T> check) throws GateException {
        GateException refusal = new RejectedSignatureException("its trusted root names no authority");
        boolean undecided = false;
        for (TrustAnchors anchors : root.instances()) {
            try {
                return check.by(anchors);
            } catch (UndecidedSignatureException e) {
                refusal = e;
                undecided = true;
            } catch (GateException e) {
                refusal = undecided ? refusal : e;
            }
        }
        throw refusal;
    }

    private static void logged(Signed signed) throws RejectedSignatureException {
        if (signed.entries().isEmpty()) {
            throw new RejectedSignatureException("it is in no transparency log");
        }
    }

    private static void signature(Signed signed, PublicKey key) throws RejectedSignatureException {
        SignatureAlgorithm.check(
                SignatureAlgorithm.sigstore(key),
                key,
                signed.message().toArray(),
                signed.signature().toArray());
    }

    private List<Instant> times(Signed signed, Bytes verifier, boolean certificate, TrustAnchors anchors)
            throws GateException {
        LoggedSignature logged =
                new LoggedSignature(signed.signature(), verifier, certificate, signed.payload(), signed.enveloped());
        return new SignatureTime(anchors, clock)
                .vouched(logged, signed.entries(), signed.timestamps(), signed.proofDemanded());
    }

    private static Optional<Instant> earliest(List<Instant> times) {
        return times.stream().min(Comparator.naturalOrder());
    }

    /** A certificate's way to a trusted authority, its certificate log, its owner (C.1.7, C.2.8). */
    static final class KeylessCheck {
        private final TrustAnchors anchors;

        KeylessCheck(TrustAnchors anchors) {
            this.anchors = anchors;
        }

        /** The certificate of a keyless signature. */
        static X509Certificate certificate(Bytes der) throws RejectedSignatureException {
            X509Certificate certificate = Certificates.ofDer(der.toArray());
            PublicKeys.acceptable(certificate.getPublicKey());
            return certificate;
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
            new SignedCertificateTimestamp(anchors).check(certificate, issuer);
            CertificateIdentity identity = CertificateIdentity.of(certificate);
            identity.require(signer.trust());
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
}
