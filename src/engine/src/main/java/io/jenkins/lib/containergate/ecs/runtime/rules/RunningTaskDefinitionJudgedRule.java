package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DefinitionEvidence;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** A task definition that would pass need not be the one that did: someone may have registered another. */
public final class RunningTaskDefinitionJudgedRule extends DefinitionRule {
    public RunningTaskDefinitionJudgedRule() {
        super(
                new RuleMetadata(
                        "running-task-definition-judged",
                        "every task definition that runs was evaluated and passed before",
                        Severity.HIGH,
                        List.of(),
                        "evaluate the task definition (checkTaskDefinition, gate taskdef --ledger), and deploy the one that passed"),
                "a task definition that the ledger says has passed");
    }

    @Override
    Standing standing(DefinitionEvidence evidence) {
        return evidence.recorded();
    }

    @Override
    String broken() {
        return "which is not one that passed";
    }
}
