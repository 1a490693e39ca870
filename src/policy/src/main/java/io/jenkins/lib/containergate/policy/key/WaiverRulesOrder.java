package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.setting.WaiverRuleSet;
import java.util.List;
import java.util.Optional;

/** Inner layers may hand on less than they were given: each of their rules must lie within one of the floor's. */
record WaiverRulesOrder() implements Monotone<WaiverRuleSet> {
    private static final WaiverRuleSet NONE = new WaiverRuleSet(List.of());

    @Override
    public boolean loosens(Optional<WaiverRuleSet> floor, WaiverRuleSet asked) {
        return !asked.within(floor.orElse(NONE));
    }

    @Override
    public WaiverRuleSet tighten(Optional<WaiverRuleSet> floor, WaiverRuleSet asked) {
        return asked;
    }

    @Override
    public String stance(Optional<String> floor) {
        return floor.map(rules -> "admits only " + rules).orElse("has no waiverRules and so admits no waiver");
    }
}
