package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleProfile;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The profiles whose rules run, all of them together. {@link RuleProfile#STRICT} holds every rule, so a set with it is
 * that alone; the others overlap without one containing another.
 *
 * @param profiles at least one, in declaration order
 */
public record ProfileSet(List<RuleProfile> profiles) {
    public ProfileSet {
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("no profile");
        }
        profiles = profiles.contains(RuleProfile.STRICT)
                ? List.of(RuleProfile.STRICT)
                : List.copyOf(EnumSet.copyOf(profiles));
    }

    public static ProfileSet of(RuleProfile... profiles) {
        return new ProfileSet(List.of(profiles));
    }

    /** Every rule of {@code other} is a rule of this set. */
    public boolean holds(ProfileSet other) {
        return profiles.contains(RuleProfile.STRICT) || profiles.containsAll(other.profiles);
    }

    /** Whether a rule of these profiles' choosing runs. */
    public boolean selects(RuleMetadata rule) {
        return profiles.stream().anyMatch(profile -> profile.selects(rule));
    }

    public ProfileSet with(ProfileSet other) {
        Set<RuleProfile> all = EnumSet.copyOf(profiles);
        all.addAll(other.profiles);
        return new ProfileSet(List.copyOf(all));
    }
}
