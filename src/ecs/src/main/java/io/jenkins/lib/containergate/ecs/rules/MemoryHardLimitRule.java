package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** {@code memoryReservation} only reserves. */
public final class MemoryHardLimitRule implements TaskRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("memory-hard-limit"),
            "every container, or the whole task, has a hard limit of memory",
            Severity.MEDIUM,
            List.of(RuleSource.cisDocker("5.11")),
            "set memory of the container or of the task; memoryReservation is not a limit");

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
        TaskFindings findings = new TaskFindings(METADATA, facts, "memory of the container or of the task");
        if (facts.task().memory() instanceof Unresolved<String> unresolved) {
            findings.undecided(unresolved);
        } else if (facts.task().memory().known().filter(Amount::positive).isEmpty()) {
            findings.eachContainer(container -> findings.require(container.memory(), memory -> memory > 0, Fix.none()));
        }
        return findings.result();
    }
}
