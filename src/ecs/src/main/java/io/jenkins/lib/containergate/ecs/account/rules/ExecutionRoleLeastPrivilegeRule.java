package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.iam.AwsPolicies;
import io.jenkins.lib.containergate.ecs.account.iam.RoleExcess;
import io.jenkins.lib.containergate.ecs.account.question.RoleQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** Whoever may register task definitions with the role has ECS act with it; the secrets of tasks are those of {@code execution-role-scope}. */
public final class ExecutionRoleLeastPrivilegeRule extends RoleRule {
    public ExecutionRoleLeastPrivilegeRule() {
        super(
                new RuleMetadata(
                        "execution-role-least-privilege",
                        "the execution role allows nothing beyond what ECS needs to start tasks",
                        Severity.HIGH,
                        List.of(),
                        "keep only AmazonECSTaskExecutionRolePolicy, and what reads the secrets of the task"),
                "named actions on named resources",
                new RoleQuestion(RoleQuestion.Kind.EXECUTION));
    }

    @Override
    boolean open(String policy) {
        return AwsPolicies.excess(policy).isEmpty();
    }

    @Override
    List<String> objections(IamRole role, TaskDefinition task) throws GateException {
        return RoleExcess.ofExecution(role);
    }
}
