package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.signature.sigstore.BundleVerifier;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What the annotations of a referrer say of its content. Whoever attached it wrote them, so they only decide what is read,
 * and in which order: who could write a false one could delete the referrer as well.
 *
 * @param created when the statement was made, if it says so
 */
record StatementHint(Kind kind, Optional<Instant> created) {
    private static final String PREDICATE_TYPE = "dev.sigstore.bundle.predicateType";
    private static final String CREATED = "org.opencontainers.image.created";

    enum Kind {
        /** Of an image, or it does not say. */
        SIGNATURE,
        VERDICT,
        /** It does not say: a signature or any statement. */
        UNKNOWN,
        /** An SBOM, a provenance: nothing that is asked for here. */
        OTHER
    }

    static StatementHint of(Map<String, String> annotations) {
        String type = annotations.getOrDefault(PREDICATE_TYPE, "");
        Kind kind =
                switch (type) {
                    case "" -> Kind.UNKNOWN;
                    case BundleVerifier.IMAGE_SIGNATURE -> Kind.SIGNATURE;
                    case VerificationSummary.PREDICATE_TYPE -> Kind.VERDICT;
                    default -> Kind.OTHER;
                };
        return new StatementHint(kind, created(annotations.getOrDefault(CREATED, "")));
    }

    boolean mayBeVerdict() {
        return kind == Kind.VERDICT || kind == Kind.UNKNOWN;
    }

    private static Optional<Instant> created(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
