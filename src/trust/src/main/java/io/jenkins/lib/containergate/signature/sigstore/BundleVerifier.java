package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.UnreadableStatementException;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.dsse.DsseEnvelope;
import io.jenkins.lib.containergate.signature.dsse.Statement;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Sigstore bundles (C.2): image signatures, and statements of other kinds for those who ask for them. */
public final class BundleVerifier {
    /** The statement that is an image signature; every other kind attests something else (C.2.9). */
    public static final String IMAGE_SIGNATURE = "https://sigstore.dev/cosign/sign/v1";

    private final SignerCheck signers;

    public BundleVerifier(Clock clock) {
        this.signers = new SignerCheck(clock);
    }

    /**
     * A statement that a trusted signer made about the image.
     *
     * @param payload the statement as it was signed
     */
    public record Attested(Statement statement, Bytes payload, VerifiedSignature signature) {}

    /** @throws GateException saying why it is not this signer's signature of this image */
    public VerifiedSignature verify(Candidate.Bundle candidate, SignedImage image, TrustedSigner signer)
            throws GateException {
        return attested(candidate, image, signer, Set.of(IMAGE_SIGNATURE)).signature();
    }

    /**
     * @param predicateTypes the kinds of statements that are asked for
     * @throws UnreadableStatementException when it may be one, and cannot be read
     * @throws GateException saying why it is not this signer's statement of such a kind about this image
     */
    public Attested attested(Candidate candidate, SignedImage image, TrustedSigner signer, Set<String> predicateTypes)
            throws GateException {
        return attested(candidate, image, signer, new Kinds(predicateTypes, predicateTypes::contains));
    }

    /** A verdict of whichever version, so that one which is not known is not taken for something else. */
    public Attested verdict(Candidate candidate, SignedImage image, TrustedSigner signer) throws GateException {
        return attested(
                candidate,
                image,
                signer,
                new Kinds(Set.of(VerificationSummary.PREDICATE_TYPE), VerificationSummary::isSummary));
    }

    /** @param shown those that are asked for, for the message */
    private record Kinds(Set<String> shown, Predicate<String> asked) {}

    private Attested attested(Candidate candidate, SignedImage image, TrustedSigner signer, Kinds kinds)
            throws GateException {
        if (candidate instanceof Candidate.Bundle bundle) {
            return bundled(bundle.json(), candidate.origin(), image, signer, kinds);
        }
        if (candidate instanceof Candidate.Attestation attestation) {
            return attestation.format() == Candidate.Attestation.Format.BUNDLE
                    ? bundled(attestation.content(), candidate.origin(), image, signer, kinds)
                    : enveloped(attestation, image, signer, kinds);
        }
        throw new RejectedSignatureException("it is not an attestation");
    }

    private Attested bundled(Bytes json, String origin, SignedImage image, TrustedSigner signer, Kinds kinds)
            throws GateException {
        SigstoreBundle bundle = SigstoreBundle.parse(json);
        DsseEnvelope envelope = bundle.envelope()
                .orElseThrow(() -> new RejectedSignatureException(
                        "it is not a signature of a statement (no single DSSE envelope)"));
        SignerCheck.Signed signed = new SignerCheck.Signed(
                Bytes.of(envelope.signed()),
                envelope.payload(),
                envelope.signature(),
                bundle.material().certificate(),
                bundle.material().entries(),
                bundle.material().timestamps(),
                true,
                bundle.material().proofDemanded());
        return attested(envelope, signed, "Sigstore bundle", origin, image, signer, kinds);
    }

    private Attested enveloped(Candidate.Attestation attestation, SignedImage image, TrustedSigner signer, Kinds kinds)
            throws GateException {
        DsseEnvelope envelope = DsseEnvelope.parse(
                StrictJson.withLargeTexts(attestation.content().toArray(), "the envelope"));
        LayerMaterial material = LayerMaterial.of(attestation.annotations());
        SignerCheck.Signed signed = new SignerCheck.Signed(
                Bytes.of(envelope.signed()),
                envelope.payload(),
                envelope.signature(),
                material.certificate(),
                material.entries(),
                material.timestamps(),
                true,
                false);
        return attested(envelope, signed, "cosign attestation", attestation.origin(), image, signer, kinds);
    }

    private Attested attested(
            DsseEnvelope envelope,
            SignerCheck.Signed signed,
            String layout,
            String origin,
            SignedImage image,
            TrustedSigner signer,
            Kinds kinds)
            throws GateException {
        SignerCheck.Checked checked = signers.check(signed, signer, "a " + layout);
        Statement statement = statement(envelope);
        if (!kinds.asked().test(statement.predicateType())) {
            throw new RejectedSignatureException("it is a statement of the kind "
                    + MediaType.shown(statement.predicateType()) + ", not "
                    + String.join(" or ", new TreeSet<>(kinds.shown())));
        }
        Statement.Subject subject =
                statement.of(image.signable().stream().map(Descriptor::digest).toList());
        return new Attested(
                statement,
                envelope.payload(),
                new VerifiedSignature(
                        signer.name(),
                        checked.identity(),
                        layout + ", " + checked.means(),
                        checked.time(),
                        new Digest(subject.sha256()),
                        origin,
                        subject.annotations(),
                        Optional.empty()));
    }

    /** Only after the signature was verified. */
    private static Statement statement(DsseEnvelope envelope)
            throws RejectedSignatureException, UnreadableStatementException {
        try {
            return Statement.parse(envelope);
        } catch (RejectedSignatureException e) {
            throw e;
        } catch (GateException e) {
            throw new UnreadableStatementException(e);
        }
    }

    /**
     * A signature with what it takes to verify it offline (C.2).
     *
     * @param envelope empty when it signs a file, not a statement
     * @see <a href="https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_bundle.proto">Bundle</a>
     */
    record SigstoreBundle(Optional<DsseEnvelope> envelope, VerificationMaterial material) {

        static SigstoreBundle parse(Bytes bytes) throws UnreadableStatementException {
            try {
                StrictJson json = StrictJson.withLargeTexts(bytes.toArray(), "the bundle");
                VerificationMaterial material = VerificationMaterial.of(json);
                boolean enveloped = json.has("dsseEnvelope");
                if (json.has("messageSignature") != enveloped) {
                    return new SigstoreBundle(
                            enveloped
                                    ? Optional.of(DsseEnvelope.parse(json.required("dsseEnvelope")))
                                    : Optional.empty(),
                            material);
                }
                throw new RejectedSignatureException("it has not exactly one content that is signed");
            } catch (GateException e) {
                throw new UnreadableStatementException(e);
            }
        }
    }
}
