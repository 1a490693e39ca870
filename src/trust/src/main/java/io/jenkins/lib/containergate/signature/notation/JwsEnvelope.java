package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JWS in flattened JSON.
 *
 * @see <a href="https://github.com/notaryproject/specifications/blob/v1.1.0/specs/signature-envelope-jws.md">JWS
 *     envelope</a>
 */
final class JwsEnvelope {
    private static final Set<String> STANDARD = Set.of("alg", "cty", "crit");

    private JwsEnvelope() {}

    static NotationEnvelope parse(Bytes content) throws GateException {
        StrictJson json = StrictJson.parse(content.toArray(), "the envelope");
        String protectedText = json.required("protected").text();
        String payloadText = json.required("payload").text();
        if (json.has("signatures")) {
            throw new RejectedSignatureException("its envelope may hold several signatures");
        }
        StrictJson header = json.required("header");
        StrictJson attributes =
                StrictJson.parse(Base64Text.decodeUrl(protectedText, "protected header"), "the protected header");
        Map<String, String> texts = new HashMap<>();
        Map<String, Instant> times = new HashMap<>();
        for (String name : attributes.names()) {
            if (NotationEnvelope.TIMES.contains(name)) {
                times.put(name, time(attributes.required(name).text()));
            } else if (!STANDARD.contains(name)) {
                StrictJson value = attributes.required(name);
                texts.put(name, value.isText() ? value.text() : "");
            }
        }
        String timestamp = header.textOf(NotationEnvelope.TIMESTAMP);
        return new NotationEnvelope(
                attributes.required("alg").text(),
                attributes.textOf("cty"),
                new HashSet<>(attributes.textsOf("crit")),
                texts,
                times,
                chain(header),
                Bytes.ofText(protectedText + "." + payloadText),
                Bytes.of(Base64Text.decodeUrl(json.required("signature").text(), "signature")),
                Bytes.of(Base64Text.decodeUrl(payloadText, "payload")),
                timestamp.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Bytes.of(Base64Text.decode(timestamp, "timestamp"))));
    }

    private static List<X509Certificate> chain(StrictJson header) throws GateException {
        List<String> encoded = header.textsOf("x5c");
        if (encoded.size() > NotationEnvelope.MAX_CHAIN) {
            throw new RejectedSignatureException("it brings " + encoded.size() + " certificates");
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (String certificate : encoded) {
            chain.add(Certificates.ofDer(Base64Text.decode(certificate, "certificate")));
        }
        return chain;
    }

    private static Instant time(String text) throws RejectedSignatureException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new RejectedSignatureException("it has an unreadable time", e);
        }
    }
}
