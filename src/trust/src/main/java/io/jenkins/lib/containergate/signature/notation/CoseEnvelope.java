package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A COSE_Sign1 message.
 *
 * @see <a href="https://github.com/notaryproject/specifications/blob/v1.1.0/specs/signature-envelope-cose.md">COSE
 *     envelope</a>
 */
final class CoseEnvelope {
    private static final long SIGN1 = 18;
    private static final long EPOCH_TIME = 1;
    private static final long ALGORITHM = 1;
    private static final long CRITICAL = 2;
    private static final long CONTENT_TYPE = 3;
    private static final long CHAIN = 33;
    private static final long MOST_SECONDS = 1L << 40;
    private static final Map<Long, String> ALGORITHMS =
            Map.of(-37L, "PS256", -38L, "PS384", -39L, "PS512", -7L, "ES256", -35L, "ES384", -36L, "ES512");

    private CoseEnvelope() {}

    static NotationEnvelope parse(Bytes content) throws RejectedSignatureException {
        if (!(Cbor.parse(content) instanceof Cbor.Tagged message && message.tag() == SIGN1)) {
            throw malformed("a COSE_Sign1 message");
        }
        List<?> parts = list(message.value(), "message");
        if (parts.size() != 4) {
            throw malformed("a COSE_Sign1 message of four parts");
        }
        Bytes protectedBytes = bytes(parts.get(0), "protected header");
        Map<?, ?> header = map(Cbor.parse(protectedBytes), "protected header");
        Map<?, ?> unprotected = map(parts.get(1), "unprotected header");
        Bytes payload = bytes(parts.get(2), "payload");
        Map<String, String> texts = new HashMap<>();
        Map<String, Instant> times = new HashMap<>();
        for (Map.Entry<?, ?> entry : header.entrySet()) {
            if (entry.getKey() instanceof String name) {
                if (NotationEnvelope.TIMES.contains(name)) {
                    times.put(name, time(entry.getValue()));
                } else {
                    texts.put(name, entry.getValue() instanceof String text ? text : "");
                }
            }
        }
        Object timestamp = unprotected.get(NotationEnvelope.TIMESTAMP);
        return new NotationEnvelope(
                header.get(ALGORITHM) instanceof Long label ? ALGORITHMS.getOrDefault(label, "unknown") : "unknown",
                header.get(CONTENT_TYPE) instanceof String type ? type : "",
                critical(header.get(CRITICAL)),
                texts,
                times,
                chain(unprotected.get(CHAIN)),
                Bytes.of(Cbor.sigStructure(protectedBytes, payload)),
                bytes(parts.get(3), "signature"),
                payload,
                timestamp == null ? Optional.empty() : Optional.of(bytes(timestamp, "timestamp")));
    }

    /** Labels that are numbers stand for standard headers: a verifier has to know each. */
    private static Set<String> critical(Object labels) throws RejectedSignatureException {
        Set<String> names = new HashSet<>();
        if (labels != null) {
            for (Object label : list(labels, "list of critical headers")) {
                boolean standard = label.equals(CONTENT_TYPE) || label.equals(ALGORITHM);
                if (!standard) {
                    names.add(label.toString());
                }
            }
        }
        return names;
    }

    private static List<X509Certificate> chain(Object value) throws RejectedSignatureException {
        List<X509Certificate> chain = new ArrayList<>();
        List<?> encoded = value instanceof Bytes ? List.of(value) : list(value, "certificate chain");
        if (encoded.size() > NotationEnvelope.MAX_CHAIN) {
            throw new RejectedSignatureException("it brings " + encoded.size() + " certificates");
        }
        for (Object certificate : encoded) {
            chain.add(Certificates.ofDer(bytes(certificate, "certificate").toArray()));
        }
        return chain;
    }

    private static Instant time(Object value) throws RejectedSignatureException {
        if (value instanceof Cbor.Tagged tagged
                && tagged.tag() == EPOCH_TIME
                && tagged.value() instanceof Long seconds
                && seconds > -MOST_SECONDS
                && seconds < MOST_SECONDS) {
            return Instant.ofEpochSecond(seconds);
        }
        throw malformed("a time");
    }

    private static Bytes bytes(Object value, String what) throws RejectedSignatureException {
        if (value instanceof Bytes bytes) {
            return bytes;
        }
        throw malformed("bytes for its " + what);
    }

    private static Map<?, ?> map(Object value, String what) throws RejectedSignatureException {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw malformed("a map for its " + what);
    }

    private static List<?> list(Object value, String what) throws RejectedSignatureException {
        if (value instanceof List<?> list) {
            return list;
        }
        throw malformed("an array for its " + what);
    }

    private static RejectedSignatureException malformed(String wanted) {
        return new RejectedSignatureException("its envelope lacks " + wanted);
    }
}
