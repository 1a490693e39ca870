package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.FixStatus;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.util.Optional;

/** Leaves out vulnerabilities nobody can fix yet, where the policy says so. What may have a fix counts. */
final class OnlyFixableCriterion implements Criterion {
    private final Setting<Boolean> onlyFixable;
    private final Optional<Severity> upTo;

    OnlyFixableCriterion(EffectivePolicy policy) {
        this.onlyFixable = policy.get(PolicyKeys.ONLY_FIXABLE);
        this.upTo = policy.find(PolicyKeys.ONLY_FIXABLE_UP_TO).map(Setting::value);
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        boolean unfixable = finding instanceof VulnerabilityFinding vulnerability
                && vulnerability.affected().fixedVersion().isEmpty()
                && vulnerability.affected().fixStatus() != FixStatus.NOT_TOLD;
        return onlyFixable.value() && unfixable && reaches(finding.severity())
                ? Optional.of(Ruling.allowed(onlyFixable))
                : Optional.empty();
    }

    /** An unknown severity counts as critical. */
    private boolean reaches(Severity severity) {
        Severity counted = severity == Severity.UNKNOWN ? Severity.CRITICAL : severity;
        return upTo.filter(worst -> counted.compareTo(worst) < 0).isEmpty();
    }
}
