package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictDemand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The verdicts of one verifier on an image that did not pass: one that passed counts only while none of them is as new. The
 * times are signed by the verifier, so a verdict that is attached once more stays as old as it is.
 *
 * <p>What did not pass is made good only by later verdicts in which each of its gates passed: one of other gates says nothing of
 * them.
 */
final class VerdictHistory {
    private final Set<String> levels;
    private final List<SignedVerdict> all = new ArrayList<>();
    private final Set<String> unreadable = new LinkedHashSet<>();
    /** An origin does not tell two of them apart: it has the start of a digest, which whoever pushes can choose. */
    private final Map<Candidate, SignedVerdict> found = new HashMap<>();

    private final List<SignedVerdict> accepted = new ArrayList<>();

    /** @param levels that are demanded; empty for the verdict as a whole */
    VerdictHistory(Set<String> levels) {
        this.levels = Set.copyOf(levels);
    }

    /** A verdict of the verifier, whether it passed or not. */
    void add(Candidate candidate, SignedVerdict verdict) {
        all.add(verdict);
        found.put(candidate, verdict);
    }

    /** The verdict passed, as it is demanded; what is no verdict is left out. */
    void accepted(Candidate candidate) {
        Optional.ofNullable(found.get(candidate)).ifPresent(accepted::add);
    }

    /**
     * Why one that passed does not say enough of the image, together with all others of its signer that count. What passed on an
     * index is no evaluation of the image.
     */
    Optional<String> lacking(Candidate candidate, VerdictDemand demand) {
        SignedVerdict verdict = found.get(candidate);
        if (verdict == null || VerdictDemand.isForeign(verdict.summary())) {
            return Optional.empty();
        }
        Set<String> levels = new HashSet<>();
        accepted.stream()
                .filter(each -> each.signer().equals(verdict.signer()) && !each.ofIndex())
                .forEach(each -> levels.addAll(each.summary().levels()));
        return demand.lacking(levels);
    }

    /** Of several that count the one that says most of the image comes first. */
    int order(Candidate candidate, VerdictDemand demand) {
        SignedVerdict verdict = found.get(candidate);
        return verdict == null ? Integer.MAX_VALUE : demand.order(verdict.summary());
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

    private List<NotPassed> failed() {
        return all.stream()
                .flatMap(each -> NotPassed.of(each, levels, all).stream())
                .toList();
    }

    /** When the last verdict was given that did not pass. */
    Optional<Instant> newest() {
        return failed().stream().map(NotPassed::time).max(Instant::compareTo);
    }

    /** Why a verdict of this moment does not count any more. */
    Optional<String> objection(Instant passed) {
        for (NotPassed each : failed()) {
            String verdicts = "it is a verdict of " + passed + ", and the one of " + each.time() + " ("
                    + each.verdict().origin() + ") did not pass";
            if (!each.time().isBefore(passed)) {
                return Optional.of(verdicts);
            }
            if (each.isOpen(accepted)) {
                return Optional.of(verdicts + open(each));
            }
        }
        return Optional.empty();
    }

    private String open(NotPassed failed) {
        String later = "no later verdict" + (failed.verdict().ofIndex() ? "" : " on the image");
        Set<String> open = failed.open(accepted);
        if (open.isEmpty()) {
            return ", and " + later + " passed";
        }
        String gates = String.join(", ", open);
        return failed.verdict().summary().failedLevels().isEmpty()
                ? " and does not name its gates; " + later + " says that these have passed: " + gates
                : " " + gates + ", which " + later + " says has passed";
    }
}
