package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.cel.PolicyRule;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.util.Optional;

/** A finding of a rule that a policy wrote blocks, whatever the limits and the baseline. */
final class PolicyRuleCriterion implements Criterion {
    private final EffectivePolicy policy;

    PolicyRuleCriterion(EffectivePolicy policy) {
        this.policy = policy;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        return PolicyRule.made(finding)
                ? Optional.of(Ruling.blocked(decidedBy(finding), finding.severity() + " rule broken"))
                : Optional.empty();
    }

    /** The outermost layer that has the rule: further ones can only repeat it. */
    private String decidedBy(Finding finding) {
        for (PolicyDocument layer : policy.documents()) {
            Optional<PolicyRule> rule = layer.settings().stated(PolicyKeys.POLICY_RULES).stream()
                    .flatMap(set -> set.value().rules().stream())
                    .filter(each -> each.ruleId().equals(finding.rule()))
                    .findFirst();
            if (rule.isPresent()) {
                return layer.layer() + ": rules." + rule.get().id();
            }
        }
        return "always: a finding of a rule of the policy blocks";
    }
}
