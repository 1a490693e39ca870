package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.setting.PatternSet;
import java.util.List;
import java.util.Optional;

/** Inner layers may hand on less than they were given. A silent floor gives nothing. */
record DelegationOrder() implements Monotone<PatternSet> {
    private static final PatternSet NONE = new PatternSet(List.of());

    @Override
    public boolean loosens(Optional<PatternSet> floor, PatternSet asked) {
        return !asked.within(floor.orElse(NONE));
    }

    @Override
    public PatternSet tighten(Optional<PatternSet> floor, PatternSet asked) {
        return asked;
    }

    @Override
    public String stance(Optional<String> floor) {
        return floor.map(patterns -> "delegates only " + patterns).orElse("delegates nothing");
    }
}
