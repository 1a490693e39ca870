package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.policy.setting.WaiverRuleSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Inner layers may hand on less than they were given. A silent floor gives nothing.
 *
 * @param nothing what a silent floor gives
 * @param within whether the first lies within the second
 * @param stance of a floor that gives something, to be followed by what it gives
 * @param silent stance of a floor that is silent
 */
record DelegationOrder<T>(T nothing, BiPredicate<T, T> within, String stance, String silent) implements Monotone<T> {
    static Monotone<PatternSet> ofPatterns() {
        return new DelegationOrder<>(
                new PatternSet(List.of()), PatternSet::within, "delegates only ", "delegates nothing");
    }

    /** Each rule must lie within one of the floor's. */
    static Monotone<WaiverRuleSet> ofWaiverRules() {
        return new DelegationOrder<>(
                new WaiverRuleSet(List.of()),
                WaiverRuleSet::within,
                "admits only ",
                "has no waiverRules and so admits no waiver");
    }

    @Override
    public boolean loosens(Optional<T> floor, T asked) {
        return !within.test(asked, floor.orElse(nothing));
    }

    @Override
    public T tighten(Optional<T> floor, T asked) {
        return asked;
    }

    @Override
    public String stance(Optional<String> floor) {
        return floor.map(given -> stance + given).orElse(silent);
    }
}
