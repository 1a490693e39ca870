package io.jenkins.lib.containergate.signature.dsse;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.UnreadableStatementException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An in-toto statement: something said of some digests.
 *
 * @param predicate only to be read after the envelope's signature was verified
 * @see <a href="https://github.com/in-toto/attestation/blob/v1.1.1/spec/v1/statement.md">Statement v1</a>
 */
public record Statement(List<Subject> subjects, String predicateType, Optional<StrictJson> predicate) {
    private static final int MAX_SUBJECTS = 1_000;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> TYPES =
            List.of("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1");

    public Statement {
        subjects = List.copyOf(subjects);
    }

    /** @param sha256 lower-case hexadecimal digits, empty when it has no such digest */
    public record Subject(String name, String sha256, Map<String, String> annotations) {
        public Subject {
            annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        }
    }

    public static Statement parse(DsseEnvelope envelope) throws GateException {
        if (!envelope.payloadType().equals(DsseEnvelope.IN_TOTO)) {
            RejectedSignatureException other = new RejectedSignatureException(
                    "its payload is not an in-toto statement of the type " + DsseEnvelope.IN_TOTO);
            // in-toto has types for single predicates, too, and may get others
            boolean statement = envelope.payloadType().toLowerCase(Locale.ROOT).contains("in-toto");
            throw statement ? new UnreadableStatementException(other) : other;
        }
        StrictJson json = StrictJson.parse(envelope.payload().toArray(), "the statement");
        if (!TYPES.contains(json.required("_type").text())) {
            throw new UnreadableStatementException(
                    new RejectedSignatureException("its statement is of an unknown version"));
        }
        List<StrictJson> elements = json.required("subject").elements();
        if (elements.size() > MAX_SUBJECTS) {
            throw new UnreadableStatementException(
                    new RejectedSignatureException("its statement has " + elements.size() + " subjects"));
        }
        List<Subject> subjects = new ArrayList<>();
        for (StrictJson element : elements) {
            subjects.add(new Subject(
                    element.textOf("name"),
                    element.required("digest").textOf("sha256"),
                    element.textMapOf("annotations")));
        }
        return new Statement(subjects, json.required("predicateType").text(), json.member("predicate"));
    }

    /** The subject of one of these digests (C.2.4). */
    public Subject of(List<Digest> digests) throws RejectedSignatureException, UnreadableStatementException {
        for (Digest digest : digests) {
            for (Subject subject : subjects) {
                if (subject.sha256().equals(digest.hex())) {
                    return subject;
                }
            }
        }
        boolean legible = subjects.stream()
                .anyMatch(subject -> SHA256.matcher(subject.sha256()).matches());
        boolean garbled = subjects.stream()
                .anyMatch(subject -> !subject.sha256().isEmpty()
                        && !SHA256.matcher(subject.sha256()).matches());
        if (!legible || garbled) {
            throw new UnreadableStatementException(
                    new RejectedSignatureException("a subject of its statement has no SHA-256 in lower case"));
        }
        throw new RejectedSignatureException("it signs another digest");
    }
}
