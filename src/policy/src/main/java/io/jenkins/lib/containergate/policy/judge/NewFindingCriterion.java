package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.util.Optional;

/**
 * What the last passed verdict did not have, or had milder, blocks from a severity on, whatever the limits. It takes nothing from what the
 * limits count, so it can only add to what blocks. An unknown severity counts as critical.
 */
final class NewFindingCriterion implements Criterion {
    private final Optional<Setting<Severity>> deny;
    private final GateInput.Baseline baseline;

    NewFindingCriterion(EffectivePolicy policy, PolicyKey<Severity> key, GateInput.Baseline baseline) {
        this.deny = policy.find(key);
        this.baseline = baseline;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        return deny.filter(from ->
                        baseline.compared() && reaches(finding.severity(), from.value()) && !baseline.knows(finding))
                .map(from -> Ruling.blocked(from, cause(finding)));
    }

    private String cause(Finding finding) {
        if (baseline.known().isEmpty()) {
            return "new: no known finding of an earlier verdict";
        }
        return baseline.known().hasMilder(finding)
                ? "worse than in the last passed verdict"
                : "new since the last passed verdict";
    }

    private static boolean reaches(Severity severity, Severity from) {
        return severity == Severity.UNKNOWN || severity.compareTo(from) <= 0;
    }
}
