package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which rules of a gate run, and how their findings count.
 *
 * @param stated rules the policy names; the others follow the profiles
 */
public record RuleSelection(ProfileSet profiles, SortedMap<RuleId, RuleLevel> stated) {
    public RuleSelection {
        stated = Collections.unmodifiableSortedMap(new TreeMap<>(stated));
    }

    public RuleLevel level(RuleMetadata rule) {
        return Optional.ofNullable(stated.get(rule.id())).orElse(profiles.selects(rule) ? RuleLevel.ON : RuleLevel.OFF);
    }
}
