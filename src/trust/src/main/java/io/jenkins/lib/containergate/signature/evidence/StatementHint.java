package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.signature.evidence.StatementHint.Kind;
import io.jenkins.lib.containergate.signature.sigstore.BundleVerifier;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import io.jenkins.lib.containergate.text.InstantText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the annotations of a referrer say of its content. Whoever attached it wrote them, so they only decide what is read,
 * and in which order: who could write a false one could delete the referrer as well.
 *
 * @param created when the statement was made, if it says so
 */
record StatementHint(Kind kind, Optional<Instant> created) {
    private static final String PREDICATE_TYPE = "dev.sigstore.bundle.predicateType";
    static final StatementHint SIGNATURE = new StatementHint(Kind.SIGNATURE, Optional.empty());
    static final StatementHint ATTESTATION = new StatementHint(Kind.ATTESTATION, Optional.empty());
    private static final String CREATED = "org.opencontainers.image.created";

    enum Kind {
        /** Of an image, or it does not say. */
        SIGNATURE,
        VERDICT,
        /** It does not say: a signature or any statement. */
        UNKNOWN,
        /** Of a kind that is asked for besides, such as a provenance. */
        ATTESTATION,
        /** Nothing that is asked for here, such as an SBOM. */
        OTHER
    }

    static StatementHint of(Map<String, String> annotations, Set<String> attestations) {
        String type = annotations.getOrDefault(PREDICATE_TYPE, "");
        return new StatementHint(kind(type, attestations), created(annotations.getOrDefault(CREATED, "")));
    }

    private static Kind kind(String type, Set<String> attestations) {
        if (type.isEmpty()) {
            return Kind.UNKNOWN;
        }
        if (type.equals(BundleVerifier.IMAGE_SIGNATURE)) {
            return Kind.SIGNATURE;
        }
        if (VerificationSummary.isSummary(type)) {
            return Kind.VERDICT;
        }
        return attestations.contains(type) ? Kind.ATTESTATION : Kind.OTHER;
    }

    boolean mayBeVerdict() {
        return kind == Kind.VERDICT || kind == Kind.UNKNOWN;
    }

    boolean mayBeAttestation() {
        return kind == Kind.ATTESTATION || kind == Kind.UNKNOWN;
    }

    private static Optional<Instant> created(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(InstantText.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
