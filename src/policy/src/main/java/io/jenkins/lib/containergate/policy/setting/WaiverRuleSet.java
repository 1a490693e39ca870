package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.policy.setting.WaiverRule.WaiverCeiling;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything a layer lets the layers inside it waive.
 *
 * @param rules alternatives, none within another, in a stable order; none admits nothing
 */
public record WaiverRuleSet(List<WaiverRule> rules) {
    public WaiverRuleSet {
        rules = withoutRedundant(rules);
    }

    private static List<WaiverRule> withoutRedundant(List<WaiverRule> rules) {
        List<WaiverRule> kept = new ArrayList<>();
        for (WaiverRule rule : rules.stream()
                .sorted(Comparator.comparing(WaiverRule::toString))
                .toList()) {
            if (kept.stream().noneMatch(rule::within)) {
                kept.removeIf(other -> other.within(rule));
                kept.add(rule);
            }
        }
        return List.copyOf(kept);
    }

    /** Admits nothing that the outer set does not. */
    public boolean within(WaiverRuleSet outer) {
        return rules.stream().allMatch(rule -> outer.rules.stream().anyMatch(rule::within));
    }

    /** The waiver as far as it is admitted: with the widest ceiling on severities of the rules that admit it. */
    public Optional<Waiver> admit(Waiver waiver, Clock clock) {
        List<WaiverRule> admitting = rules.stream()
                .filter(rule -> rule.objection(waiver, clock).isEmpty())
                .toList();
        if (admitting.isEmpty()) {
            return Optional.empty();
        }
        if (admitting.stream().anyMatch(rule -> rule.maxSeverity().isEmpty())) {
            return Optional.of(waiver);
        }
        return admitting.stream()
                .flatMap(rule -> rule.maxSeverity().stream())
                .reduce((a, b) -> WaiverCeiling.admits(a, b) ? a : b)
                .map(waiver::cappedAt);
    }

    /** Why a waiver is not admitted, to follow the layer's name. */
    public String objection(Waiver waiver, Clock clock) {
        String first = rules.stream()
                .flatMap(rule -> rule.objection(waiver, clock).stream())
                .findFirst()
                .orElse("they are empty");
        return rules.size() > 1
                ? "admits it by none of its " + rules.size() + " waiverRules: " + first
                : "does not admit it by its waiverRules: " + first;
    }
}
