package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.rule.DescribedRule;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;

/** A question to a task definition. */
public abstract class TaskRule extends DescribedRule<TaskFacts> {
    private final Applicability applicability;

    /** A rule for every task. */
    protected TaskRule(RuleMetadata metadata) {
        this(metadata, Applicability.everywhere());
    }

    protected TaskRule(RuleMetadata metadata, Applicability applicability) {
        super(metadata);
        this.applicability = applicability;
    }

    /** Asked where the rule applies. */
    protected abstract RuleResult judge(TaskFacts facts);

    @Override
    public final RuleResult check(TaskFacts facts) {
        return applicability
                .excludes(facts.task())
                .map(RuleResult::notApplicable)
                .orElseGet(() -> judge(facts));
    }
}
