package io.jenkins.lib.containergate.ecs.posture;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Optional;

/**
 * Why a control does not hold, could not be decided, or does not apply.
 *
 * @param outcome FAIL, ERROR or NOT_APPLICABLE
 * @param counts whether it counts for the outcome of the whole: not what the policy accepts (a waiver, a rule that only warns
 *     or is off), nor what this version cannot evaluate
 * @param rule that says so; empty for what no rule is asked about
 * @param severity of the rule, also where it could not be decided
 * @param text what was found
 * @param remedy what to do
 * @param decidedBy the policy layer and setting; empty where the policy has decided nothing
 */
public record Reason(
        RuleOutcome outcome,
        boolean counts,
        Optional<RuleId> rule,
        Severity severity,
        String text,
        String remedy,
        String decidedBy) {
    public Reason {
        if (outcome == RuleOutcome.PASS) {
            throw new IllegalArgumentException("what holds needs no reason");
        }
    }

    /** Something that is left open without counting. */
    public static Reason notEvaluated(String text, String remedy) {
        return new Reason(
                RuleOutcome.ERROR, false, Optional.empty(), Severity.UNKNOWN, "not evaluated: " + text, remedy, "");
    }

    /** @param text why there is nothing to decide */
    public static Reason notApplicable(String text) {
        return new Reason(RuleOutcome.NOT_APPLICABLE, false, Optional.empty(), Severity.UNKNOWN, text, "", "");
    }
}
