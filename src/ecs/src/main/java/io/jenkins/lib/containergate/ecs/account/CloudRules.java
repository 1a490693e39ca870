package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.ecs.task.Definition;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSet;
import io.jenkins.lib.containergate.rule.RuleTable;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules on one kind of definition that take answers of AWS, in a fixed order. */
public record CloudRules<D extends Definition>(List<CloudRule<D, ?>> list) {
    public CloudRules {
        list = List.copyOf(list);
    }

    public RuleSet<CloudFacts<D>> set() {
        return RuleSet.of(list);
    }

    public List<RuleId> ids() {
        return set().ids();
    }

    public RuleTable evaluate(CloudFacts<D> facts) {
        return set().evaluate(facts);
    }

    /** These, and then the others. */
    public CloudRules<D> and(CloudRules<D> others) {
        return new CloudRules<>(
                Stream.concat(list.stream(), others.list.stream()).toList());
    }

    public CloudRules<D> only(Predicate<RuleMetadata> wanted) {
        return new CloudRules<>(
                list.stream().filter(rule -> wanted.test(rule.metadata())).toList());
    }

    /** What has to be asked about a definition so that these rules can be. */
    public Set<Question<D, ?>> questions(D definition) {
        return list.stream()
                .filter(rule -> rule.excludes(definition).isEmpty())
                .map(CloudRule::question)
                .collect(Collectors.toUnmodifiableSet());
    }
}
