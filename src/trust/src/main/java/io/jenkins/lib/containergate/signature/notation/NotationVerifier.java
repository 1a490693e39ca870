package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.policy.signer.NotationSigner.Revocation;
import io.jenkins.lib.containergate.policy.signer.NotationSigner.StoreType;
import io.jenkins.lib.containergate.policy.signer.NotationSigner.VerifyTimestamp;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.VerifiedSignature.SignerIdentity;
import io.jenkins.lib.containergate.signature.VerifiedSignature.SigningTime;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.lib.containergate.signature.crypto.SignatureAlgorithm;
import io.jenkins.lib.containergate.signature.crypto.TimestampToken;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notary Project signatures (C.4), and AWS Signer's on top of them (C.5). */
public final class NotationVerifier {
    private static final String JOSE = "application/jose+json";

    private final Clock clock;
    private final RevocationCheck revocation;

    public NotationVerifier(Clock clock, RevocationCheck revocation) {
        this.clock = clock;
        this.revocation = revocation;
    }

    /** @throws GateException saying why it is not this signer's signature of this image */
    public VerifiedSignature verify(Candidate.Envelope candidate, SignedImage image, TrustedSigner.Notation signer)
            throws GateException {
        NotationEnvelope envelope = candidate.mediaType().equals(JOSE)
                ? JwsEnvelope.parse(candidate.content())
                : CoseEnvelope.parse(candidate.content());
        envelope.checkHeaders();
        integrity(envelope);
        Descriptor covered = target(envelope, image);
        NotationTrust trust = signer.trust();
        String scheme = trust.signer().type().scheme();
        if (!envelope.scheme().equals(scheme)) {
            throw new RejectedSignatureException("its signing scheme is not " + scheme);
        }
        List<String> remarks = new ArrayList<>();
        Optional<SigningTime> vouched = vouched(envelope, trust, remarks);
        Instant moment = vouched.map(SigningTime::by).orElse(clock.instant());
        authenticity(envelope, trust, moment, remarks);
        SignerIdentity identity = identity(envelope, trust, moment, remarks);
        expiry(envelope, trust, remarks);
        unrevoked(trust, remarks, () -> revocation.check(envelope.chain()));
        return new VerifiedSignature(
                        signer.name(),
                        identity,
                        candidate.mediaType().equals(JOSE) ? "Notation, JWS" : "Notation, COSE",
                        vouched,
                        covered.digest(),
                        candidate.origin(),
                        annotations(envelope),
                        Optional.empty())
                .withRemarks(remarks);
    }

    @FunctionalInterface
    private interface Question {
        void ask() throws GateException;
    }

    /** C.4.9, as the level has it (C.4.1). */
    private static void unrevoked(NotationTrust trust, List<String> remarks, Question question) throws GateException {
        if (trust.signer().revocation() == Revocation.SKIP) {
            return;
        }
        try {
            question.ask();
        } catch (GateException e) {
            if (trust.strict()) {
                throw e;
            }
            remarks.add(e.problem());
        }
    }

    /** C.4.3: the key decides on the algorithm; the header must agree. */
    private static void integrity(NotationEnvelope envelope) throws RejectedSignatureException {
        PublicKey key = PublicKeys.acceptable(envelope.leaf().getPublicKey());
        SignatureAlgorithm algorithm = SignatureAlgorithm.notation(key);
        if (!envelope.algorithm().equals(name(key))) {
            throw new RejectedSignatureException("its algorithm does not fit its certificate's key");
        }
        boolean valid = algorithm.verifies(
                key, envelope.signed().toArray(), envelope.signature().toArray());
        if (!valid) {
            throw new RejectedSignatureException("it was not made with its certificate's key, or was changed since");
        }
    }

    private static String name(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return switch (rsa.getModulus().bitLength()) {
                case 2048 -> "PS256";
                case 3072 -> "PS384";
                default -> "PS512";
            };
        }
        int bits = ((ECPublicKey) key).getParams().getCurve().getField().getFieldSize();
        return bits == 256 ? "ES256" : bits == 384 ? "ES384" : "ES512";
    }

    private static Descriptor target(NotationEnvelope envelope, SignedImage image) throws GateException {
        StrictJson target =
                StrictJson.parse(envelope.payload().toArray(), "the payload").required("targetArtifact");
        Digest digest = Digest.parse(target.required("digest").text());
        for (Descriptor each : image.signable()) {
            if (each.digest().equals(digest)) {
                boolean same = target.required("size").number() == each.size()
                        && target.required("mediaType").text().equals(each.mediaType());
                if (!same) {
                    throw new RejectedSignatureException("it signs another size or media type");
                }
                return each;
            }
        }
        throw new RejectedSignatureException("it signs another digest");
    }

    private static Map<String, String> annotations(NotationEnvelope envelope) throws GateException {
        return StrictJson.parse(envelope.payload().toArray(), "the payload")
                .required("targetArtifact")
                .textMapOf("annotations");
    }

    /** C.4.8: the moment a timestamp authority or a signing authority vouches for. */
    private Optional<SigningTime> vouched(NotationEnvelope envelope, NotationTrust trust, List<String> remarks)
            throws GateException {
        if (trust.signer().type() == StoreType.SIGNING_AUTHORITY) {
            Instant time = envelope.time(NotationEnvelope.AUTHENTIC_TIME)
                    .orElseThrow(() -> new RejectedSignatureException("it lacks the authority's signing time"));
            return Optional.of(SigningTime.between(time, past(time)));
        }
        Instant claimed = envelope.time(NotationEnvelope.SIGNING_TIME)
                .orElseThrow(() -> new RejectedSignatureException("it lacks a signing time"));
        if (trust.timestampStore().isEmpty()) {
            return Optional.empty();
        }
        if (envelope.timestamp().isEmpty()) {
            if (trust.signer().verifyTimestamp() == VerifyTimestamp.ALWAYS) {
                tolerate(trust.strict(), "no timestamp authority vouches for its time", remarks);
            }
            return Optional.empty();
        }
        TimestampToken token = TimestampToken.parse(envelope.timestamp().get());
        X509Certificate authority = token.check(envelope.signature(), List.of());
        Instant time = past(token.time());
        List<X509Certificate> stamping =
                TimestampChain.find(authority, token.certificates(), trust.timestampStore(), time);
        unrevoked(trust, remarks, () -> revocation.check(stamping));
        Duration accuracy = token.accuracy();
        for (X509Certificate certificate : envelope.chain()) {
            boolean inside = Certificates.validAt(certificate, time.minus(accuracy))
                    && Certificates.validAt(certificate, time.plus(accuracy));
            if (!inside) {
                tolerate(trust.strict(), "its certificates were not valid when it was stamped, at " + time, remarks);
            }
        }
        // anybody could have an old signature stamped again, but not change when its signer says that it was made
        return Optional.of(SigningTime.between(claimed.isBefore(time) ? claimed : time, time));
    }

    private Instant past(Instant time) throws RejectedSignatureException {
        if (ClockSkew.SERVER.inFuture(time, clock)) {
            throw new RejectedSignatureException("it is dated " + time + ", which is in the future");
        }
        return time;
    }

    /** C.4.5: the chain is complete and one of its certificates is in the trust store. */
    private void authenticity(NotationEnvelope envelope, NotationTrust trust, Instant moment, List<String> remarks)
            throws RejectedSignatureException {
        List<X509Certificate> chain = envelope.chain();
        if (chain.stream().noneMatch(trust.store()::contains)) {
            throw new RejectedSignatureException("its certificates do not lead to this signer's trust store");
        }
        SigningCertificate.check(envelope.leaf());
        SigningCertificate.checkAuthorities(chain);
        X509Certificate root = chain.get(chain.size() - 1);
        selfSigned(root);
        boolean valid = chain.stream().allMatch(each -> Certificates.validAt(each, moment));
        if (!valid && !trust.strict()) {
            remarks.add("its certificates were not valid at " + moment);
        }
        Instant checked = valid || trust.strict() ? moment : latestStart(chain);
        if (chain.size() == 1) {
            if (!Certificates.validAt(root, checked)) {
                throw new RejectedSignatureException("its certificate was not valid at " + checked);
            }
            return;
        }
        Certificates.checkPath(envelope.leaf(), chain.subList(1, chain.size() - 1), root, checked);
    }

    /** Where the policy does not enforce the time, the chain only has to have been valid together once. */
    private static Instant latestStart(List<X509Certificate> chain) {
        return chain.stream()
                .map(each -> each.getNotBefore().toInstant())
                .reduce(Instant.MIN, (a, b) -> a.isAfter(b) ? a : b);
    }

    private static void selfSigned(X509Certificate root) throws RejectedSignatureException {
        try {
            root.verify(root.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException("its certificate chain is incomplete", e);
        }
    }

    /** C.4.6, C.5.1 to C.5.4. */
    private SignerIdentity identity(
            NotationEnvelope envelope, NotationTrust trust, Instant moment, List<String> remarks) throws GateException {
        X509Certificate leaf = envelope.leaf();
        String subject = leaf.getSubjectX500Principal().getName();
        for (TrustedIdentity identity : trust.identities()) {
            if (identity instanceof TrustedIdentity.Subject wanted && !envelope.hasPlugin() && wanted.matches(leaf)) {
                return new SignerIdentity(
                        subject, Set.of("subject " + subject, SignerIdentity.mark(leaf.getPublicKey())));
            }
            if (identity instanceof TrustedIdentity.SigningProfile profile && ofProfile(envelope, profile)) {
                SigningJob job = SigningJob.of(envelope, moment);
                unrevoked(trust, remarks, () -> revocation.checkSigningJob(job));
                return new SignerIdentity(job.profileVersion(), Set.of("profile " + profile.name()));
            }
        }
        throw new RejectedSignatureException("its certificate is for " + subject + ", who is not trusted");
    }

    private static boolean ofProfile(NotationEnvelope envelope, TrustedIdentity.SigningProfile profile) {
        boolean complete = envelope.scheme().equals(StoreType.SIGNING_AUTHORITY.scheme())
                && envelope.critical().contains(NotationEnvelope.PROFILE_VERSION)
                && envelope.critical().contains(NotationEnvelope.JOB);
        return complete && profile.matches(envelope.attributes().get(NotationEnvelope.PROFILE_VERSION));
    }

    /** C.4.7. */
    private void expiry(NotationEnvelope envelope, NotationTrust trust, List<String> remarks)
            throws RejectedSignatureException {
        Optional<Instant> expiry = envelope.time(NotationEnvelope.EXPIRY);
        if (expiry.isPresent() && clock.instant().isAfter(expiry.get())) {
            tolerate(trust.strict(), "it expired at " + expiry.get(), remarks);
        }
    }

    private static void tolerate(boolean enforced, String objection, List<String> remarks)
            throws RejectedSignatureException {
        if (enforced) {
            throw new RejectedSignatureException(objection);
        }
        remarks.add(objection);
    }
}
