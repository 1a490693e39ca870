package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Without shares all containers of an instance compete as equals. */
public final class CpuLimitRule extends TaskRule {
    public CpuLimitRule() {
        super(new RuleMetadata(
                "cpu-limit",
                "every container, or the whole task, has a share of CPU",
                Severity.LOW,
                List.of(RuleSource.cisDocker("5.12")),
                "set cpu of the container or of the task"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "cpu of the container or of the task");
        if (facts.task().cpu() instanceof Unresolved<String> unresolved) {
            findings.undecided(unresolved);
        } else if (facts.task().cpu().known().filter(Amount::positive).isEmpty()) {
            findings.eachContainer(
                    container -> findings.require(container.limits().cpu(), cpu -> cpu > 0, Fix.none()));
        }
        return findings.result();
    }
}
