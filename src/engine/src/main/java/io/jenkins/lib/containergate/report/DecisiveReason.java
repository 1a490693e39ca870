package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;

/** The one sentence a reader gets when there is room for one: why the verdict is what it is. */
public final class DecisiveReason {
    private DecisiveReason() {}

    /** Gate and reason of the first gate with the verdict's outcome. */
    public static String of(Verdict verdict) {
        return verdict.gates().stream()
                .filter(result -> result.outcome() == verdict.outcome())
                .findFirst()
                .map(DecisiveReason::of)
                .orElse("no gate ran, so nothing was decided");
    }

    private static String of(GateResult result) {
        return result.gate().key() + ": " + result.reason();
    }
}
