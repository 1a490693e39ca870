package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.iam.ExcessivePermissions;
import io.jenkins.lib.containergate.ecs.account.iam.Grants;
import io.jenkins.lib.containergate.ecs.account.iam.Grants.Grant;
import io.jenkins.lib.containergate.ecs.account.iam.SecretReach;
import io.jenkins.lib.containergate.ecs.account.question.RoleQuestion;
import io.jenkins.lib.containergate.ecs.account.question.TaskSecrets;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whoever may register task definitions with the role can have ECS read for him whatever it may read. */
public final class ExecutionRoleScopeRule extends RoleRule {
    public ExecutionRoleScopeRule() {
        super(
                new RuleMetadata(
                        "execution-role-scope",
                        "the execution role reads no secret but those that the task names",
                        Severity.MEDIUM,
                        List.of(),
                        "allow secretsmanager:GetSecretValue and ssm:GetParameters for the ARNs in secrets,"
                                + " kms:Decrypt for their keys"),
                "only the secrets and parameters that the task definition names",
                new RoleQuestion(RoleQuestion.Kind.EXECUTION));
    }

    @Override
    List<String> objections(IamRole role, TaskDefinition task) throws GateException {
        List<Grant> grants = Grants.of(role);
        Set<String> named = TaskSecrets.of(task, role.arn());
        Set<String> objections = new LinkedHashSet<>();
        for (Grant grant : grants) {
            Optional<String> wrong = SecretReach.beyond(grant, named)
                    .or(() -> SecretReach.startsTasks(grant) ? ExcessivePermissions.of(grant) : Optional.empty());
            wrong.ifPresent(text -> objections.add("the policy " + grant.policy() + " " + text));
        }
        return List.copyOf(objections);
    }
}
