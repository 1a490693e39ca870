package io.jenkins.lib.containergate.policy.setting;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The profiles whose rules run, all of them together. {@link Profile#STRICT} holds every rule, so a set with it is
 * that alone; the others overlap without one containing another.
 *
 * @param profiles at least one, in declaration order
 */
public record ProfileSet(List<Profile> profiles) {
    public ProfileSet {
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("no profile");
        }
        profiles = profiles.contains(Profile.STRICT) ? List.of(Profile.STRICT) : List.copyOf(EnumSet.copyOf(profiles));
    }

    public static ProfileSet of(Profile... profiles) {
        return new ProfileSet(List.of(profiles));
    }

    /** Every rule of {@code other} is a rule of this set. */
    public boolean holds(ProfileSet other) {
        return profiles.contains(Profile.STRICT) || profiles.containsAll(other.profiles);
    }

    /** Whether a rule that belongs to these profiles runs. */
    public boolean selects(Collection<Profile> membership) {
        return profiles.contains(Profile.STRICT) || membership.stream().anyMatch(profiles::contains);
    }

    public ProfileSet with(ProfileSet other) {
        Set<Profile> all = EnumSet.copyOf(profiles);
        all.addAll(other.profiles);
        return new ProfileSet(List.copyOf(all));
    }
}
