package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.setting.RuleLevel;
import java.util.Optional;

/**
 * {@code on} before {@code warn} before {@code off}. A floor that does not name the rule leaves it to its profile,
 * which may have it on: so only {@code on} may be asked over it.
 */
record RuleLevelOrder() implements Monotone<RuleLevel> {
    @Override
    public boolean loosens(Optional<RuleLevel> floor, RuleLevel asked) {
        return asked.compareTo(floor.orElse(RuleLevel.ON)) > 0;
    }

    @Override
    public RuleLevel tighten(Optional<RuleLevel> floor, RuleLevel asked) {
        return floor.filter(f -> f.compareTo(asked) <= 0).orElse(asked);
    }

    @Override
    public String stance(Optional<String> floor) {
        return floor.map(level -> "demands " + level).orElse("leaves the rule to its profile");
    }
}
