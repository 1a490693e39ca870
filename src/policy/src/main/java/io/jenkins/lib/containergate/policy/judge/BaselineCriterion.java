package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice;
import java.util.Optional;

/** Leaves out what the last passed digest had already, where the policy says so. */
final class BaselineCriterion implements Criterion {
    private final Setting<Choice.Baseline> use;
    private final GateInput.Baseline baseline;

    BaselineCriterion(EffectivePolicy policy, PolicyKey<Choice.Baseline> key, GateInput.Baseline baseline) {
        this.use = policy.get(key);
        this.baseline = baseline;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        return use.value() == Choice.Baseline.NEW_ONLY && baseline.knows(finding)
                ? Optional.of(Ruling.of(Decision.BASELINE, use, "", "known"))
                : Optional.empty();
    }
}
