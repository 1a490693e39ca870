package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** It opens an endpoint that breaks the task's own network on request. */
public final class FaultInjectionOffRule implements TaskRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("fault-injection-off"),
            "the task takes no fault injection requests",
            Severity.LOW,
            List.of(),
            "remove enableFaultInjection");

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public Applicability applicability() {
        return Applicability.everywhere();
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(METADATA, facts, "enableFaultInjection absent or false");
        findings.forbid(
                facts.task().enableFaultInjection(),
                on -> on,
                Fix.set(facts.task().enableFaultInjection().place(), false));
        return findings.result();
    }
}
