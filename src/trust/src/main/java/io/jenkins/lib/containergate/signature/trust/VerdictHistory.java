package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The verdicts of one verifier on an image that did not pass: one that passed counts only while none of them is as new. The
 * times are signed by the verifier, so a verdict that is attached once more stays as old as it is.
 *
 * <p>Where single gates are demanded, a verdict that did not pass counts for the gates it names as not passed, or for all
 * when it names none. What did not pass is made good only by later verdicts in which each of those gates passed: one of other
 * gates says nothing of them.
 */
final class VerdictHistory {
    private final Set<String> levels;
    private final List<SignedVerdict> all = new ArrayList<>();
    private final List<Failed> failed = new ArrayList<>();
    private final Set<String> unreadable = new LinkedHashSet<>();
    /** An origin does not tell two of them apart: it has the start of a digest, which whoever pushes can choose. */
    private final Map<Candidate, SignedVerdict> found = new HashMap<>();

    private final List<SignedVerdict> accepted = new ArrayList<>();

    /** @param levels that did not pass, of those that are demanded; empty when they are not known */
    private record Failed(String origin, Instant time, Set<String> levels) {}

    /** @param levels that are demanded; empty for the verdict as a whole */
    VerdictHistory(Set<String> levels) {
        this.levels = Set.copyOf(levels);
    }

    /** A verdict of the verifier, whether it passed or not. */
    void add(Candidate candidate, String signer, VerificationSummary summary) {
        SignedVerdict verdict = new SignedVerdict(candidate.origin(), signer, summary);
        all.add(verdict);
        found.put(candidate, verdict);
        Set<String> concerned = summary.failedLevels().stream()
                .filter(level -> levels.isEmpty() || levels.contains(level))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!summary.passed() && (summary.failedLevels().isEmpty() || !concerned.isEmpty())) {
            failed.add(new Failed(candidate.origin(), summary.timeVerified(), concerned));
        }
    }

    /** The verdict passed, as it is demanded; what is no verdict is left out. */
    void accepted(Candidate candidate) {
        Optional.ofNullable(found.get(candidate)).ifPresent(accepted::add);
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

    /** Those that meet the demand by themselves. */
    List<SignedVerdict> accepted() {
        return List.copyOf(accepted);
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
        for (Failed each : failed) {
            String verdicts = "it is a verdict of " + passed + ", and the one of " + each.time() + " (" + each.origin()
                    + ") did not pass";
            if (!each.time().isBefore(passed)) {
                return Optional.of(verdicts);
            }
            Set<String> open = open(each);
            if (!open.isEmpty()) {
                return Optional.of(
                        verdicts + " " + String.join(", ", open) + ", which no later verdict says has passed");
            }
        }
        return Optional.empty();
    }

    private Set<String> open(Failed verdict) {
        return open(verdict.time(), verdict.levels(), accepted);
    }

    /** Of what did not pass then, what did not pass since. */
    static Set<String> open(Instant then, Collection<String> notPassed, List<SignedVerdict> verdicts) {
        Set<String> open = new TreeSet<>(notPassed);
        verdicts.stream()
                .map(SignedVerdict::summary)
                .filter(each -> each.passed() && each.timeVerified().isAfter(then))
                .forEach(each -> each.levels().forEach(open::remove));
        return open;
    }
}
