package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.signature.crypto.Certificates.Pem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What it takes to verify a signature or attestation of cosign's older layout: annotations of the layer it is in.
 *
 * @param certificate DER
 */
public record LayerMaterial(Optional<Bytes> certificate, List<LogEntry> entries, List<Bytes> timestamps) {
    private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
    private static final String LOG_BUNDLE = "dev.sigstore.cosign/bundle";
    private static final String TIMESTAMP = "dev.sigstore.cosign/rfc3161timestamp";

    public LayerMaterial {
        entries = List.copyOf(entries);
        timestamps = List.copyOf(timestamps);
    }

    /** @throws GateException when an annotation is there and cannot be read */
    public static LayerMaterial of(Map<String, String> annotations) throws GateException {
        Optional<Bytes> certificate = Optional.empty();
        if (!annotations.getOrDefault(CERTIFICATE, "").isEmpty()) {
            certificate = Optional.of(
                    Bytes.of(Pem.only(annotations.get(CERTIFICATE), "CERTIFICATE", "the signature's certificate")));
        }
        List<LogEntry> entries = annotations.getOrDefault(LOG_BUNDLE, "").isEmpty()
                ? List.of()
                : List.of(LogEntry.ofAnnotation(annotations.get(LOG_BUNDLE)));
        return new LayerMaterial(certificate, entries, timestamps(annotations.getOrDefault(TIMESTAMP, "")));
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
