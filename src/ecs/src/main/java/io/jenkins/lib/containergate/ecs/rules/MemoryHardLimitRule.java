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

/** {@code memoryReservation} only reserves. */
public final class MemoryHardLimitRule extends TaskRule {
    public MemoryHardLimitRule() {
        super(new RuleMetadata(
                "memory-hard-limit",
                "every container, or the whole task, has a hard limit of memory",
                Severity.MEDIUM,
                List.of(RuleSource.cisDocker("5.11")),
                "set memory of the container or of the task; memoryReservation is not a limit"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "memory of the container or of the task");
        if (facts.task().memory() instanceof Unresolved<String> unresolved) {
            findings.undecided(unresolved);
        } else if (facts.task().memory().known().filter(Amount::positive).isEmpty()) {
            findings.eachContainer(
                    container -> findings.require(container.limits().memory(), memory -> memory > 0, Fix.none()));
        }
        return findings.result();
    }
}
