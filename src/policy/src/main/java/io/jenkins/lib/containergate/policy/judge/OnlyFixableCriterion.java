package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.FixStatus;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.util.Optional;

/** Leaves out vulnerabilities nobody can fix yet, where the policy says so. What may have a fix counts. */
final class OnlyFixableCriterion implements Criterion {
    private final Setting<Boolean> onlyFixable;

    OnlyFixableCriterion(EffectivePolicy policy) {
        this.onlyFixable = policy.get(PolicyKeys.ONLY_FIXABLE);
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        boolean unfixable = finding instanceof VulnerabilityFinding vulnerability
                && vulnerability.affected().fixedVersion().isEmpty()
                && vulnerability.affected().fixStatus() != FixStatus.NOT_TOLD;
        return onlyFixable.value() && unfixable
                ? Optional.of(Ruling.allowed(onlyFixable.decidedBy()))
                : Optional.empty();
    }
}
