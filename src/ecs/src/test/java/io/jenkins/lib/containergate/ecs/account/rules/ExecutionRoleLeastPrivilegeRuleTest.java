package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionRoleLeastPrivilegeRuleTest extends RoleRuleContract {
    @Override
    protected CloudRule<TaskDefinition, IamRole> rule() {
        return new ExecutionRoleLeastPrivilegeRule();
    }

    @Override
    protected IamRole broken() {
        return role("{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}");
    }

    @Override
    protected IamRole accepted() {
        return role(
                "{'Effect': 'Allow', 'Action': ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'logs:PutLogEvents',"
                        + " 'secretsmanager:GetSecretValue', 'ssm:GetParameters', 'kms:Decrypt'], 'Resource': '*'}");
    }

    @Override
    IamRole withDocument(String document) {
        return new IamRole(
                accepted().arn(),
                TRUST,
                List.of(new IamPolicy(IamPolicy.Kind.INLINE, "access", document)),
                Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:PassRole",
                "iam:PutRolePolicy",
                "ssm:*",
                "secretsmanager:*",
                "ssm:SendCommand",
                "s3:GetObject"
            })
    void whatStartsNoTaskIsTooMuchOnEverything(String action) {
        assertThat(outcome(role("{'Effect': 'Allow', 'Action': '" + action + "', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
