package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import java.util.Optional;
import java.util.function.Function;

/** A rule's level decides; a rule that was asked and has none of its own is on by its profile. */
final class RuleLevelCriterion implements Criterion {
    private final EffectivePolicy policy;
    private final PolicyKey<ProfileSet> profile;
    private final Function<RuleId, PolicyKey<RuleLevel>> ruleKey;

    RuleLevelCriterion(
            EffectivePolicy policy, PolicyKey<ProfileSet> profile, Function<RuleId, PolicyKey<RuleLevel>> ruleKey) {
        this.policy = policy;
        this.profile = profile;
        this.ruleKey = ruleKey;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        Optional<Setting<RuleLevel>> stated = policy.find(ruleKey.apply(finding.rule()));
        String decidedBy = stated.map(Setting::decidedBy)
                .orElseGet(() -> policy.get(profile).decidedBy());
        return Optional.of(
                switch (stated.map(Setting::value).orElse(RuleLevel.ON)) {
                    case ON -> Ruling.blocked(decidedBy, finding.severity() + " rule broken");
                    case WARN -> new Ruling(Decision.WARNED, decidedBy, finding.severity() + " rule broken");
                    case OFF -> Ruling.allowed(decidedBy);
                });
    }
}
