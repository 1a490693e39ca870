package io.jenkins.lib.containergate.signature.verdict;

import io.jenkins.lib.containergate.finding.WaivableFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A verdict on an image as one of the trusted signers signed it, whatever it says and whether it counts.
 *
 * @param origin where it was found
 * @param signer the trusted signer's name
 * @param on digest of the image, or of an index that lists it
 * @param ofIndex whether it is that of an index
 * @param waived what it passed by, where that is known
 */
public record SignedVerdict(
        String origin,
        String signer,
        Digest on,
        boolean ofIndex,
        VerificationSummary summary,
        Optional<List<Waived>> waived) {
    private static final int LENGTH = 300;

    /**
     * A finding that was waived.
     *
     * @param rule or vulnerability
     * @param until the last day of the waiver; empty for what a VEX statement excuses
     * @param finding itself, where it was kept
     */
    public record Waived(String rule, Optional<LocalDate> until, Optional<On> finding) {
        /** Of which no more is known. */
        public Waived(String rule, Optional<LocalDate> until) {
            this(rule, until, Optional.empty());
        }
    }

    /** @param reference of the image, as the gate was called that found it */
    public record On(String reference, WaivableFinding finding) {}

    public SignedVerdict {
        waived = waived.map(List::copyOf);
    }

    /** One that does not say what it passed by. */
    public SignedVerdict(String origin, String signer, Digest on, boolean ofIndex, VerificationSummary summary) {
        this(origin, signer, on, ofIndex, summary, Optional.empty());
    }

    /**
     * What it is on, for people; empty where that is the image itself.
     *
     * @param repository of the image
     */
    public Optional<String> elsewhere(String repository, Digest image) {
        if (!VerdictDemand.on(summary, repository)) {
            return Optional.of(SafeText.visible(summary.resource(), LENGTH));
        }
        return on.equals(image) ? Optional.empty() : Optional.of("the " + (ofIndex ? "index " : "image ") + on);
    }
}
