package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The verdicts of one verifier on an image that did not pass: one that passed counts only while none of them is as new. The
 * times are signed by the verifier, so a verdict that is attached once more stays as old as it is.
 *
 * <p>Where single gates are demanded, a verdict that did not pass counts for the gates it names as not passed, or for all
 * when it names none.
 */
final class VerdictHistory {
    private final Set<String> levels;
    private final List<SignedVerdict> all = new ArrayList<>();
    private final List<Failed> failed = new ArrayList<>();
    private final Set<String> unreadable = new LinkedHashSet<>();

    private record Failed(String origin, Instant time) {}

    /** @param levels that are demanded; empty for the verdict as a whole */
    VerdictHistory(Set<String> levels) {
        this.levels = Set.copyOf(levels);
    }

    /** A verdict of the verifier, whether it passed or not. */
    void add(String origin, String signer, VerificationSummary summary) {
        all.add(new SignedVerdict(origin, signer, summary));
        boolean concerned = levels.isEmpty()
                || summary.failedLevels().isEmpty()
                || summary.failedLevels().stream().anyMatch(levels::contains);
        if (!summary.passed() && concerned) {
            failed.add(new Failed(origin, summary.timeVerified()));
        }
    }

    /** What may be a verdict which did not pass, unless whoever attached it says that it is none. */
    void unreadable(Candidate candidate, String reason) {
        if (candidate.statement()) {
            unreadable.add(candidate.origin() + ": " + reason);
        }
    }

    /** Every verdict of the verifier. */
    List<SignedVerdict> all() {
        return List.copyOf(all);
    }

    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** When the last verdict was given that did not pass. */
    Optional<Instant> newest() {
        return failed.stream().map(Failed::time).max(Instant::compareTo);
    }

    /** Why a verdict of this moment does not count any more. */
    Optional<String> objection(Instant passed) {
        return failed.stream()
                .filter(each -> !each.time().isBefore(passed))
                .findFirst()
                .map(each -> "it is a verdict of " + passed + ", and the one of " + each.time() + " (" + each.origin()
                        + ") did not pass");
    }
}
