package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import java.util.Optional;

/** The set of rules grows: profiles that do not contain each other are joined. */
record ProfileOrder() implements Monotone<ProfileSet> {
    @Override
    public boolean loosens(Optional<ProfileSet> floor, ProfileSet asked) {
        return floor.filter(f -> f.holds(asked) && !asked.holds(f)).isPresent();
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
