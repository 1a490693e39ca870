package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Process 1 must take care of orphans and signals; few applications do. */
public final class InitProcessRule extends TaskRule {
    public InitProcessRule() {
        super(
                new RuleMetadata(
                        "init-process",
                        "every container has an init process",
                        Severity.LOW,
                        List.of(),
                        "set linuxParameters.initProcessEnabled to true"),
                Applicability.everywhere().linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "linuxParameters.initProcessEnabled true");
        findings.eachContainer(container -> findings.require(
                container.linux().initProcessEnabled(),
                on -> on,
                Fix.set(container.linux().initProcessEnabled().place(), true)));
        return findings.result();
    }
}
