package io.jenkins.lib.containergate.rule;

import io.jenkins.lib.containergate.finding.RuleId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Rules of one family in a fixed order, each id once.
 *
 * @param <I> facts its rules judge
 */
public final class RuleSet<I> {
    private final List<Rule<I>> rules;

    private RuleSet(List<Rule<I>> rules) {
        this.rules = rules;
    }

    /** @throws IllegalArgumentException when two rules have the same id */
    public static <I> RuleSet<I> of(List<? extends Rule<I>> rules) {
        Set<RuleId> seen = new HashSet<>();
        for (Rule<I> rule : rules) {
            if (!seen.add(rule.metadata().id())) {
                throw new IllegalArgumentException(
                        "two rules are called " + rule.metadata().id());
            }
        }
        return new RuleSet<>(List.copyOf(rules));
    }

    public List<Rule<I>> rules() {
        return rules;
    }

    public List<RuleId> ids() {
        return rules.stream().map(rule -> rule.metadata().id()).toList();
    }

    /** The rules that are wanted, in the same order: a profile, or what a policy left switched on. */
    public RuleSet<I> only(Predicate<RuleMetadata> wanted) {
        return new RuleSet<>(
                rules.stream().filter(rule -> wanted.test(rule.metadata())).toList());
    }

    public RuleTable evaluate(I facts) {
        return new RuleTable(rules.stream()
                .map(rule -> new RuleEvaluation(rule.metadata(), rule.check(facts)))
                .toList());
    }
}
