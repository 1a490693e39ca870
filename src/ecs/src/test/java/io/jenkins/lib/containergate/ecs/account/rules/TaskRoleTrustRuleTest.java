package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRoleTrustRuleTest extends RoleRuleContract {
    @Override
    protected CloudRule<TaskDefinition, IamRole> rule() {
        return new TaskRoleTrustRule();
    }

    @Override
    protected IamRole broken() {
        return trusting("'Principal': {'Service': ['ecs-tasks.amazonaws.com', 'ec2.amazonaws.com']}");
    }

    @Override
    protected IamRole accepted() {
        return trusted(TRUST);
    }

    @Override
    IamRole withDocument(String document) {
        return trusted(document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': '*'",
                "'Principal': {'AWS': 'arn:aws:iam::123456789012:root'}",
                "'Principal': {'Federated': 'cognito-identity.amazonaws.com'}",
                "'NotPrincipal': {'Service': 'ecs-tasks.amazonaws.com'}",
                "'Principal': {'Service': 'ecs-tasks.amazonaws.com'}",
                "'Principal': {'Service': 'ecs-tasks.amazonaws.com'}, 'Condition': {'StringLike':"
                        + " {'aws:SourceAccount': '*'}}",
                "'Principal': {'Service': 'ecs-tasks.amazonaws.com'}, 'Condition': {'ArnLike': {'aws:SourceArn':"
                        + " 'arn:aws:ecs:*:*:*'}}",
                "'Principal': {'Service': 'ecs-tasks.amazonaws.com'}, 'Condition': {'ArnLike': {'aws:SourceArn':"
                        + " 'arn:aws:ecs:eu-central-1:*:task/shop/*'}}",
                "'Principal': {'Service': 'ecs-tasks.amazonaws.com'}, 'Condition': {'StringLike':"
                        + " {'aws:SourceAccount': '1*'}}",
                "'Principal': {'Service': 'ecs-tasks.amazonaws.com'},"
                        + " 'Condition': {'StringEqualsIfExists': {'aws:SourceAccount': '123456789012'}}",
                "'Principal': {'Service': 'ecs-tasks.amazonaws.com'}, 'Condition': {'StringEquals':"
                        + " {'aws:RequestTag/a': 'b'}}",
            })
    void others(String members) {
        assertThat(outcome(trusting(members))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aSourceArnIsAsGood() {
        assertThat(outcome(trusting("'Principal': {'Service': 'ecs-tasks.amazonaws.com'},"
                        + " 'Condition': {'ArnLike': {'AWS:SourceArn': 'arn:aws:ecs:eu-central-1:123456789012:*'}}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aStatementAboutNobodyIsAnError() {
        assertThat(outcome(trusting("'Resource': '*'"))).isEqualTo(RuleOutcome.ERROR);
    }
}
