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
import io.jenkins.lib.containergate.signature.crypto.Pem;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.sigstore.LogEntry;
import io.jenkins.lib.containergate.signature.sigstore.SignerCheck;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signatures in {@code .sig} tags (C.1): first the signature over the raw payload, only then what the payload says. */
public final class SimpleSigningVerifier {
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
    private static final String LOG_BUNDLE = "dev.sigstore.cosign/bundle";
    private static final String TIMESTAMP = "dev.sigstore.cosign/rfc3161timestamp";

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
        Optional<Bytes> certificate = Optional.empty();
        if (!annotations.getOrDefault(CERTIFICATE, "").isEmpty()) {
            certificate = Optional.of(
                    Bytes.of(Pem.only(annotations.get(CERTIFICATE), "CERTIFICATE", "the signature's certificate")));
        }
        List<LogEntry> entries = annotations.getOrDefault(LOG_BUNDLE, "").isEmpty()
                ? List.of()
                : List.of(LogEntry.ofAnnotation(annotations.get(LOG_BUNDLE)));
        return new SignerCheck.Signed(
                candidate.payload(),
                candidate.payload(),
                Bytes.of(Base64Text.decode(signature, "signature")),
                certificate,
                entries,
                timestamps(annotations.getOrDefault(TIMESTAMP, "")),
                false,
                false);
    }

    private static List<Bytes> timestamps(String annotation) throws GateException {
        if (annotation.isEmpty()) {
            return List.of();
        }
        String token = StrictJson.parse(Bytes.ofText(annotation).toArray(), "the annotation " + TIMESTAMP)
                .required("SignedRFC3161Timestamp")
                .text();
        return List.of(Bytes.of(Base64Text.decode(token, "timestamp")));
    }
}
