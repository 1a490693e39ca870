package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import java.util.Optional;

/**
 * The set of rules grows: each layer names profiles whose rules must run, and all of them do. To name a lesser profile
 * than the floor has is to ask for less; to name one that the floor has too is not.
 */
record ProfileOrder() implements Monotone<ProfileSet> {
    @Override
    public boolean loosens(Optional<ProfileSet> floor, ProfileSet asked) {
        return floor.filter(f -> f.holds(asked) && !f.profiles().containsAll(asked.profiles()))
                .isPresent();
    }

    @Override
    public ProfileSet tighten(Optional<ProfileSet> floor, ProfileSet asked) {
        return floor.map(f -> f.with(asked)).orElse(asked);
    }

    @Override
    public String stance(Optional<String> floor) {
        return "demands " + floor.orElse("none");
    }
}
