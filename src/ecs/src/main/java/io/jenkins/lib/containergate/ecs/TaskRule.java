package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.rule.Rule;
import io.jenkins.lib.containergate.rule.RuleResult;

/** A question to a task definition. */
public interface TaskRule extends Rule<TaskFacts> {
    Applicability applicability();

    /** Asked where the rule applies. */
    RuleResult judge(TaskFacts facts);

    @Override
    default RuleResult check(TaskFacts facts) {
        return applicability()
                .excludes(facts.task())
                .map(RuleResult::notApplicable)
                .orElseGet(() -> judge(facts));
    }
}
