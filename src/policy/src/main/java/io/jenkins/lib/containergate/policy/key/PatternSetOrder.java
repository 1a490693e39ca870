package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.setting.PatternSet;
import java.util.Optional;

/** What is allowed shrinks: each pattern of a further layer must lie within one of the floor's. A silent floor allows all. */
record PatternSetOrder() implements Monotone<PatternSet> {
    @Override
    public boolean loosens(Optional<PatternSet> floor, PatternSet asked) {
        return floor.filter(outer -> !asked.within(outer)).isPresent();
    }

    @Override
    public PatternSet tighten(Optional<PatternSet> floor, PatternSet asked) {
        return asked;
    }

    @Override
    public String stance(Optional<String> floor) {
        return floor.map(patterns -> "allows only " + patterns).orElse("allows any");
    }
}
