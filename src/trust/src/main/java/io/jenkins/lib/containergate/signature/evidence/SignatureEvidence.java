package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.signature.SignedImage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything found that claims to sign an image, or to be a verdict on it. Whoever collected it is not trusted. Of
 * signatures, leaving something out or adding something can only make a requirement fail. A verdict that did not pass
 * could be left out, as it could be deleted from the repository.
 *
 * @param unread what the limits did not allow to read
 */
public record SignatureEvidence(SignedImage image, List<Candidate> candidates, Unread unread) {
    public SignatureEvidence {
        candidates = List.copyOf(candidates);
    }

    /** @param omitted signatures that were not read */
    public SignatureEvidence(SignedImage image, List<Candidate> candidates, int omitted) {
        this(image, candidates, new Unread(omitted, 0, Optional.empty()));
    }

    /**
     * @param signatures how many, of those that may be signatures
     * @param verdicts how many, of those that may be verdicts
     * @param attestations how many, of those of other kinds that were asked for
     * @param newest as of when they say to be at most; empty when one does not say it
     */
    public record Unread(int signatures, int verdicts, int attestations, Optional<Instant> newest) {
        /** Where no other attestations were asked for. */
        public Unread(int signatures, int verdicts, Optional<Instant> newest) {
            this(signatures, verdicts, 0, newest);
        }

        /** Whether a verdict that is not older than this may be among them. */
        public boolean mayHold(Instant moment) {
            return verdicts > 0 && newest.filter(moment::isAfter).isEmpty();
        }
    }
}
