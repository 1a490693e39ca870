package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Risk;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one sentence a reader gets when there is room for one: why the verdict is what it is. */
public final class DecisiveReason {
    private static final Comparator<GateResult> WORST_FIRST =
            Comparator.comparing(result -> worst(result).orElse(null), Comparator.nullsLast(Risk.MOST_FIRST));

    private DecisiveReason() {}

    /**
     * Gate and reason of the gate with the verdict's outcome; of several, the one with the worst finding. Then how much other
     * gates could not decide.
     */
    public static String of(Verdict verdict) {
        Optional<GateResult> decisive = verdict.gates().stream()
                .filter(result -> result.outcome() == verdict.outcome())
                .min(WORST_FIRST);
        return decisive.map(result -> result.gate().key() + ": " + result.reason() + elsewhere(verdict, result))
                .orElse("no gate ran, so nothing was decided");
    }

    private static String elsewhere(Verdict verdict, GateResult decisive) {
        List<GateResult> others = verdict.gates().stream()
                .filter(result -> !result.equals(decisive) && !result.complete())
                .toList();
        int undecided = others.stream().mapToInt(GateResult::undecided).sum();
        return undecided == 0
                ? ""
                : "; " + undecided + " not decided in "
                        + others.stream().map(result -> result.gate().key()).collect(Collectors.joining(", "));
    }

    /** What decides, worst first, as findings are listed. */
    private static Optional<Finding> worst(GateResult result) {
        return result.findings().stream()
                .filter(decided -> decided.decision() == Decision.BLOCKED || decided.decision() == Decision.WARNED)
                .map(DecidedFinding::finding)
                .findFirst();
    }
}
