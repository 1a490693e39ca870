package io.jenkins.lib.containergate.signature.cosign;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.sigstore.LayerMaterial;
import io.jenkins.lib.containergate.signature.sigstore.SignerCheck;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Signatures in {@code .sig} tags (C.1): first the signature over the raw payload, only then what the payload says. */
public final class SimpleSigningVerifier {
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";

    private final SignerCheck signers;

    public SimpleSigningVerifier(Clock clock) {
        this.signers = new SignerCheck(clock);
    }

    /** @throws GateException saying why it is not this signer's signature of this image */
    public VerifiedSignature verify(Candidate.SimpleSigning candidate, SignedImage image, TrustedSigner signer)
            throws GateException {
        SignerCheck.Checked checked = signers.check(signed(candidate), signer, "a cosign signature");
        SimpleSigningPayload payload = SimpleSigningPayload.parse(candidate.payload());
        Descriptor covered = image.signable().stream()
                .filter(each -> each.digest().toString().equals(payload.digest()))
                .findFirst()
                .orElseThrow(() -> new RejectedSignatureException("it signs another digest"));
        return new VerifiedSignature(
                signer.name(),
                checked.identity(),
                "cosign " + checked.means(),
                checked.time(),
                covered.digest(),
                candidate.origin(),
                payload.annotations(),
                Optional.of(payload.reference()));
    }

    private static SignerCheck.Signed signed(Candidate.SimpleSigning candidate) throws GateException {
        Map<String, String> annotations = candidate.annotations();
        String signature = annotations.getOrDefault(SIGNATURE, "");
        if (signature.isEmpty()) {
            throw new RejectedSignatureException("it has no signature");
        }
        LayerMaterial material = LayerMaterial.of(annotations);
        return new SignerCheck.Signed(
                candidate.payload(),
                candidate.payload(),
                Bytes.of(Base64Text.decode(signature, "signature")),
                material.certificate(),
                material.entries(),
                material.timestamps(),
                false,
                false);
    }

    /**
     * What cosign's older layout signs (C.1.5, C.1.6).
     *
     * @param digest as written
     * @param reference the image's name at signing, without which the signature could be moved to any repository
     * @see <a href="https://github.com/sigstore/cosign/blob/v2.5.0/specs/SIGNATURE_SPEC.md">cosign signature specification</a>
     */
    record SimpleSigningPayload(String digest, String reference, Map<String, String> annotations) {
        private static final String TYPE = "cosign container image signature";

        SimpleSigningPayload {
            annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        }

        /** Members are found whatever their case; one that is there twice, in any case, is an error. */
        static SimpleSigningPayload parse(Bytes bytes) throws GateException {
            StrictJson json = StrictJson.parse(bytes.toArray(), "the payload");
            StrictJson critical = json.required("critical");
            if (!critical.required("type").text().equals(TYPE)) {
                throw new RejectedSignatureException("its payload is not a container image signature");
            }
            Optional<StrictJson> identity = critical.member("identity");
            String reference = identity.isPresent() ? identity.get().textOf("docker-reference") : "";
            if (reference.isEmpty()) {
                throw new RejectedSignatureException("its payload names no repository (docker-reference)");
            }
            return new SimpleSigningPayload(
                    critical.required("image")
                            .required("docker-manifest-digest")
                            .text(),
                    reference,
                    annotations(json));
        }

        /** Annotations are texts; other values in {@code optional} (tools put their name and time there) are no annotations. */
        private static Map<String, String> annotations(StrictJson json) throws GateException {
            Map<String, String> annotations = new TreeMap<>();
            Optional<StrictJson> optional = json.member("optional");
            if (optional.isPresent()) {
                for (String name : json.namesOf("optional")) {
                    Optional<StrictJson> value = optional.get().member(name);
                    if (value.isPresent() && value.get().isText()) {
                        annotations.put(name, value.get().text());
                    }
                }
            }
            return annotations;
        }
    }
}
