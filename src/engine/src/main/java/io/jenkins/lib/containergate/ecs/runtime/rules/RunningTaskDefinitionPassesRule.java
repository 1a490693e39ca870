package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DefinitionEvidence;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** The revision that tasks were started from is asked the rules on task definitions as ECS has registered it. */
public final class RunningTaskDefinitionPassesRule extends DefinitionRule {
    public RunningTaskDefinitionPassesRule() {
        super(
                new RuleMetadata(
                        "running-task-definition-passes",
                        "every task definition that runs is one that passes under the policy in force",
                        Severity.HIGH,
                        List.of(),
                        "register a task definition that passes, and deploy it"),
                "a task definition without findings that block");
    }

    @Override
    Standing standing(DefinitionEvidence evidence) {
        return evidence.rules();
    }

    @Override
    String broken() {
        return "which does not pass";
    }
}
