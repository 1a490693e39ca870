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
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.dsse.DsseEnvelope;
import io.jenkins.lib.containergate.signature.dsse.Statement;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import java.time.Clock;
import java.util.Optional;

/** Sigstore bundles (C.2): image signatures, and statements of other kinds for those who ask for them. */
public final class BundleVerifier {
    /** The statement that is an image signature; every other kind attests something else (C.2.9). */
    public static final String IMAGE_SIGNATURE = "https://sigstore.dev/cosign/sign/v1";

    private final SignerCheck signers;

    public BundleVerifier(Clock clock) {
        this.signers = new SignerCheck(clock);
    }

    /** A statement that a trusted signer made about the image. */
    public record Attested(Statement statement, VerifiedSignature signature) {}

    /** @throws GateException saying why it is not this signer's signature of this image */
    public VerifiedSignature verify(Candidate.Bundle candidate, SignedImage image, TrustedSigner signer)
            throws GateException {
        return attested(candidate, image, signer, IMAGE_SIGNATURE).signature();
    }

    /**
     * @param predicateType the kind of statement that is asked for
     * @throws GateException saying why it is not this signer's statement of that kind about this image
     */
    public Attested attested(Candidate.Bundle candidate, SignedImage image, TrustedSigner signer, String predicateType)
            throws GateException {
        SigstoreBundle bundle = SigstoreBundle.parse(candidate.json());
        SignerCheck.Signed signed = new SignerCheck.Signed(
                Bytes.of(bundle.envelope().signed()),
                bundle.envelope().payload(),
                bundle.envelope().signature(),
                bundle.material().certificate(),
                bundle.material().entries(),
                bundle.material().timestamps(),
                true,
                bundle.material().proofDemanded());
        SignerCheck.Checked checked = signers.check(signed, signer, "a Sigstore bundle");
        Statement statement = Statement.parse(bundle.envelope());
        if (!statement.predicateType().equals(predicateType)) {
            throw new RejectedSignatureException("it is a statement of the kind "
                    + MediaType.shown(statement.predicateType()) + ", not " + predicateType);
        }
        Statement.Subject subject = subject(statement, image);
        return new Attested(
                statement,
                new VerifiedSignature(
                        signer.name(),
                        checked.identity(),
                        "Sigstore bundle, " + checked.means(),
                        checked.time(),
                        new Digest(subject.sha256()),
                        candidate.origin(),
                        subject.annotations(),
                        Optional.empty()));
    }

    private static Statement.Subject subject(Statement statement, SignedImage image) throws RejectedSignatureException {
        RejectedSignatureException last = new RejectedSignatureException("it signs another digest");
        for (Descriptor each : image.signable()) {
            try {
                return statement.of(each.digest());
            } catch (RejectedSignatureException e) {
                last = e;
            }
        }
        throw last;
    }

    /**
     * A signature with what it takes to verify it offline (C.2).
     *
     * @see <a href="https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_bundle.proto">Bundle</a>
     */
    record SigstoreBundle(DsseEnvelope envelope, VerificationMaterial material) {

        static SigstoreBundle parse(Bytes bytes) throws GateException {
            StrictJson json = StrictJson.parse(bytes.toArray(), "the bundle");
            VerificationMaterial material = VerificationMaterial.of(json);
            Optional<StrictJson> envelope = json.member("dsseEnvelope");
            if (envelope.isEmpty() || json.has("messageSignature")) {
                throw new RejectedSignatureException("it is not a signature of a statement (no single DSSE envelope)");
            }
            return new SigstoreBundle(DsseEnvelope.parse(envelope.get()), material);
        }
    }
}
