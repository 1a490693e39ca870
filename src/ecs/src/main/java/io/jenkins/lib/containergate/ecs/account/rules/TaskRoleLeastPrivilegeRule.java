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

/** Who takes over the application has the rights of its role. */
public final class TaskRoleLeastPrivilegeRule extends RoleRule {
    public TaskRoleLeastPrivilegeRule() {
        super(
                new RuleMetadata(
                        "task-role-least-privilege",
                        "the role of the task allows nothing beyond what an application can need",
                        Severity.HIGH,
                        List.of(),
                        "name the actions and the resources that the application uses"),
                "named actions on named resources",
                new RoleQuestion(RoleQuestion.Kind.TASK));
    }

    @Override
    boolean open(String policy) {
        return AwsPolicies.excess(policy).isEmpty();
    }

    @Override
    List<String> objections(IamRole role, TaskDefinition task) throws GateException {
        return RoleExcess.of(role, policy -> true);
    }
}
