package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** Without it a Fargate task that pulls from ECR, or any task with secrets, does not start. */
public final class ExecutionRolePresentRule extends TaskRule {
    public ExecutionRolePresentRule() {
        super(new RuleMetadata(
                "execution-role-present",
                "the task has an execution role where it needs one",
                Severity.MEDIUM,
                List.of(),
                "set executionRoleArn to a role that may pull the images and read the secrets"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "an executionRoleArn");
        Optional<String> need = ExecutionRoleNeed.of(facts.task());
        if (need.isEmpty() && facts.task().containers().unresolved().isEmpty()) {
            return RuleResult.notApplicable("nothing in the task needs an execution role");
        }
        if (facts.task().executionRoleArn().absent() && need.isPresent()) {
            findings.broken(
                    facts.task().executionRoleArn().place(),
                    "executionRoleArn is not set, but " + need.get(),
                    Fix.none());
        } else {
            findings.requireSet(facts.task().executionRoleArn());
        }
        return findings.result();
    }
}
