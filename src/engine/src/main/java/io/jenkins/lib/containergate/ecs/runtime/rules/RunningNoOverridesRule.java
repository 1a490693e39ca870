package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.aws.ecs.EcsTask.ContainerOverride;
import io.jenkins.lib.containergate.aws.ecs.EcsTask.Overrides;
import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.DriftRule;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.ArrayList;
import java.util.List;

/** {@code RunTask} can replace what was judged: the command, the roles, the environment. */
public final class RunningNoOverridesRule extends DriftRule {
    public RunningNoOverridesRule() {
        super(new RuleMetadata(
                "running-no-overrides",
                "no task was started with another command, role or environment than its definition has",
                Severity.HIGH,
                List.of(),
                "write what the task needs into its task definition; deny ecs:RunTask with overrides to people"));
    }

    @Override
    public RuleResult check(WorkloadFacts facts) {
        DriftFindings findings = new DriftFindings(metadata(), facts.workload(), "no overrides of RunTask");
        for (EcsTask task : facts.workload().tasks()) {
            List<String> changed = changed(task.start().overrides());
            if (!changed.isEmpty()) {
                findings.broken(task, "overrides", "started with " + String.join("; ", changed));
            }
            if (task.start().overrides().others()) {
                findings.undecided(
                        task,
                        "unknown members",
                        "ECS answers with settings that this version does not know: the task may run something else"
                                + " than its task definition says",
                        "use a version that knows them, or compare the answer of DescribeTasks with the task"
                                + " definition");
            }
        }
        return findings.result();
    }

    private static List<String> changed(Overrides overrides) {
        List<String> changed = new ArrayList<>();
        overrides.taskRole().ifPresent(role -> changed.add("the task role " + role));
        overrides.executionRole().ifPresent(role -> changed.add("the execution role " + role));
        for (ContainerOverride container : overrides.containers()) {
            if (container.command()) {
                changed.add("another command for " + container.name());
            }
            if (!container.environment().isEmpty()) {
                changed.add(
                        "the environment " + String.join(", ", container.environment()) + " for " + container.name());
            }
        }
        return changed;
    }
}
