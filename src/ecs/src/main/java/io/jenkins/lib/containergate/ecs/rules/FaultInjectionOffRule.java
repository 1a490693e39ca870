package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** It opens an endpoint that breaks the task's own network on request. */
public final class FaultInjectionOffRule extends TaskRule {
    public FaultInjectionOffRule() {
        super(new RuleMetadata(
                "fault-injection-off",
                "the task takes no fault injection requests",
                Severity.LOW,
                List.of(),
                "remove enableFaultInjection"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "enableFaultInjection absent or false");
        findings.forbid(
                facts.task().enableFaultInjection(),
                on -> on,
                Fix.set(facts.task().enableFaultInjection().place(), false));
        return findings.result();
    }
}
