package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
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

/** Root is no user, {@code root}, {@code 0} in any spelling, and any id that some runtimes let wrap around to 0. Where the task definition is silent, the image decides. */
public final class TaskNonRootUserRule extends TaskRule {
    public TaskNonRootUserRule() {
        super(
                new RuleMetadata(
                        "task-non-root-user",
                        "every container runs as a user other than root",
                        Severity.HIGH,
                        List.of(
                                RuleSource.fsbp("ECS.20"),
                                RuleSource.cisDocker("4.1"),
                                RuleSource.dockle("CIS-DI-0001")),
                        "set user to a numeric id that owns what the process writes, such as 10001:10001"),
                Applicability.everywhere().linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "a user other than root");
        findings.eachContainer(container -> {
            if (container.security().user() instanceof Unresolved<String> unresolved) {
                findings.undecided(unresolved);
            } else {
                ContainerUser.rootBecause(container, facts.images())
                        .ifPresent(actual ->
                                findings.broken(container.security().user().place(), actual, Fix.none()));
            }
        });
        return findings.result();
    }
}
