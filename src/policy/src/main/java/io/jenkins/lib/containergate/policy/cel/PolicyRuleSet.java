package io.jenkins.lib.containergate.policy.cel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rules of all layers, by their ids. */
public record PolicyRuleSet(List<PolicyRule> rules) {
    public PolicyRuleSet {
        rules = rules.stream().sorted(Comparator.comparing(PolicyRule::id)).toList();
    }

    public Optional<PolicyRule> find(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** Whether the other set says something else about a rule that is here. */
    public boolean contradictedBy(PolicyRuleSet other) {
        return other.rules.stream()
                .anyMatch(
                        rule -> find(rule.id()).filter(own -> !own.equals(rule)).isPresent());
    }

    /** With the rules of the other set that are not here. */
    public PolicyRuleSet with(PolicyRuleSet other) {
        List<PolicyRule> all = new ArrayList<>(rules);
        other.rules.stream().filter(rule -> find(rule.id()).isEmpty()).forEach(all::add);
        return new PolicyRuleSet(all);
    }

    @Override
    public String toString() {
        return rules.stream().map(PolicyRule::id).toList().toString();
    }
}
