package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.DriftRule;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** The revision that tasks were started from is asked the rules on task definitions as ECS has registered it. */
public final class RunningTaskDefinitionPassesRule implements DriftRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("running-task-definition-passes"),
            "every task definition that runs is one that passes under the policy in force",
            Severity.HIGH,
            List.of(),
            "register a task definition that passes, and deploy it");

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public RuleResult check(WorkloadFacts facts) {
        DriftFindings findings =
                new DriftFindings(METADATA, facts.workload(), "a task definition without findings that block");
        for (EcsTask task : facts.workload().tasks()) {
            String name = task.taskDefinition().name();
            String family = name.contains(":") ? name.substring(0, name.lastIndexOf(':')) : name;
            Standing standing = facts.definitions()
                    .getOrDefault(
                            task.taskDefinition(),
                            new Standing.Undecided("the task definition " + name + " was not read", "ask again"));
            if (standing instanceof Standing.Broken broken) {
                findings.broken(task, family, name + " runs, which does not pass: " + ImageRule.reasons(broken));
            } else if (standing instanceof Standing.Undecided open) {
                findings.undecided(task, family, name + " runs: " + open.problem(), open.remedy());
            }
        }
        return findings.result();
    }
}
