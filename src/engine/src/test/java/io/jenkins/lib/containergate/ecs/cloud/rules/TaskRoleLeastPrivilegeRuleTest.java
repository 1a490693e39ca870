package io.jenkins.lib.containergate.ecs.cloud.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.cloud.access.IamPolicy;
import io.jenkins.lib.containergate.cloud.access.IamRole;
import io.jenkins.lib.containergate.ecs.cloud.CloudRule;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRoleLeastPrivilegeRuleTest extends RoleRuleContract {
    private static final String ALL = "{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}";
    private static final String PASS = "{'Effect': 'Allow', 'Action': 'iam:PassRole', 'Resource': '*'}";

    @Override
    protected CloudRule<TaskDefinition, IamRole> rule() {
        return new TaskRoleLeastPrivilegeRule();
    }

    @Override
    protected IamRole broken() {
        return role(ALL);
    }

    @Override
    protected IamRole accepted() {
        return role("{'Effect': 'Allow', 'Action': ['s3:GetObject', 's3:Put*'], 'Resource': 'arn:aws:s3:::images/*'}");
    }

    @Override
    IamRole withDocument(String document) {
        IamPolicy policy = new IamPolicy(IamPolicy.Kind.MANAGED, "access", document);
        return new IamRole(accepted().arn(), TRUST, List.of(policy), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect': 'Allow', 'Action': '*:*', 'Resource': '*'}",
                "{'Effect': 'Allow', 'Action': '**', 'Resource': 'arn:aws:s3:::x'}",
                "{'Effect': 'Allow', 'Action': 's*:Get*', 'Resource': 'arn:aws:s3:::x'}",
                "{'Effect': 'Allow', 'Action': '?am:PassRole', 'Resource': '*'}",
                "{'Effect': 'Allow', 'Action': 'S3:*', 'Resource': '*'}",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': 'arn:aws:s3:::*'}",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': ['arn:aws:s3:::images', 'arn:aws:s3:::*/*']}",
                "{'Effect': 'Allow', 'Action': 'dynamodb:*', 'Resource': 'arn:aws:dynamodb:*:123456789012:table/*'}",
                "{'Effect': 'Allow', 'NotAction': 'iam:*', 'Resource': '*'}",
                "{'Effect': 'Allow', 'NotAction': ['iam:*', 's3:*'], 'Resource': 'arn:aws:s3:::x'}",
                "{'Effect': 'Allow', 'Action': 's3:*', 'NotResource': 'arn:aws:s3:::secret'}",
                "{'Effect': 'Allow', 'Action': 'iam:PassRole', 'NotResource': 'arn:aws:iam::123456789012:role/admin'}",
                "{'Effect': 'Allow', 'Action': 'iam:passrole', 'Resource': 'arn:aws:iam::123456789012:role/*'}",
                "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Resource': 'arn:aws:iam::*:role/*'}",
                "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Resource': 'arn:aws:iam::*'}",
                "{'Effect': 'Allow', 'Action': 'iam:Pass*', 'Resource': '*'}",
                "{'Effect': 'Allow', 'Action': 'secretsmanager:GetSecretValue', 'Resource': '*'}",
                "{'Effect': 'Allow', 'Action': 'ssm:GetParameters', 'Resource': 'arn:aws:ssm:*:*:parameter/*'}",
                "{'Effect': 'Allow', 'Action': 'iam:PassRole', 'Resource': '*',"
                        + " 'Condition': {'StringEquals': {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}}}",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition': {'StringLike':"
                        + " {'aws:PrincipalTag/t': '*'}}}",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition':"
                        + " {'StringEqualsIfExists': {'aws:SourceVpc': 'vpc-1'}}}",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition':"
                        + " {'ForAllValues:StringEquals': {'aws:TagKeys': ['a']}}}",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition': {'StringNotEquals':"
                        + " {'aws:SourceVpc': 'x'}}}",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition': {'IpAddress': {'aws:SourceIp':"
                        + " '0.0.0.0/0'}}}",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition': {'Bool': {'aws:SecureTransport':"
                        + " true}}}",
            })
    void reachingEverythingOfAKindIsTooMuch(String statement) {
        assertThat(outcome(role(statement))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect': 'Allow', 'Action': 'ec2:Describe*', 'Resource': '*'}",
                "{'Effect': 'Allow', 'Action': ['ecr:GetAuthorizationToken', 'logs:PutLogEvents'], 'Resource': '*'}",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': ['arn:aws:s3:::images', 'arn:aws:s3:::images/*']}",
                "{'Effect': 'Allow', 'Action': 'iam:PassRole', 'Resource': 'arn:aws:iam::123456789012:role/shop-*'}",
                "{'Effect': 'Allow', 'Action': 'dynamodb:*', 'Resource': 'arn:aws:dynamodb:*:123456789012:table/shop'}",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition': {'StringEquals':"
                        + " {'aws:ResourceTag/team': 'shop'}}}",
                "{'Effect': 'Deny', 'Action': '*', 'Resource': '*'}",
                "{'Effect': 'Deny', 'NotAction': 's3:*', 'Resource': '*'}",
            })
    void whatAnApplicationCanNeedIsNot(String statement) {
        assertThat(outcome(role(statement))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void whatIsDeniedOnNoConditionIsNotAllowed() {
        assertThat(outcome(role(PASS, "{'Effect': 'Deny', 'Action': 'iam:*', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(role(PASS, "{'Effect': 'Deny', 'NotAction': 's3:*', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect': 'Deny', 'Action': 'iam:PassRole', 'Resource': 'arn:aws:iam::123456789012:role/admin'}",
                "{'Effect': 'Deny', 'Action': 'iam:Pass?ole', 'Resource': '?'}",
                "{'Effect': 'Deny', 'Action': 'iam:*', 'Resource': '*', 'Condition': {'Bool': {'aws:SecureTransport':"
                        + " 'false'}}}",
                "{'Effect': 'Deny', 'NotAction': 'iam:*', 'Resource': '*'}",
                "{'Effect': 'Deny', 'Action': 'iam:*', 'NotResource': 'arn:aws:iam::123456789012:role/x'}",
            })
    void aDenialThatLeavesSomethingDoesNotHelp(String denial) {
        assertThat(outcome(role(PASS, denial))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void everythingWithoutAPartIsStillTooMuch() {
        assertThat(outcome(role(ALL, "{'Effect': 'Deny', 'Action': 'iam:*', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aBoundaryLimitsWhatPoliciesAllow() {
        String boundary = "{'Effect': 'Allow', 'Action': ['s3:GetObject', 'sqs:SendMessage'], 'Resource':"
                + " 'arn:aws:s3:::images/*'}";
        assertThat(outcome(limited(ALL, boundary))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(limited("{'Effect': 'Allow', 'NotAction': 'ec2:*', 'Resource': '*'}", boundary)))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(limited(PASS, "{'Effect': 'Allow', 'NotAction': 'iam:*', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(limited(PASS, ALL + ", {'Effect': 'Deny', 'Action': 'iam:*', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aBoundaryThatAllowsItTooDoesNotHelp() {
        assertThat(outcome(limited(ALL, "{'Effect': 'Allow', 'NotAction': 'organizations:*', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(limited(ALL, "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(limited(PASS, "{'Effect': 'Allow', 'Action': 'iam:P*', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aBoundaryThatIsNotUnderstoodIsAnErrorNotAPass() {
        assertThat(outcome(limited(PASS, "{'Effect': 'Maybe'}"))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void theFindingSaysWhichPolicyAllowsWhat() {
        assertThat(actuals(role(PASS)))
                .containsExactly("shop, the task definition: the role shop-task: the policy access allows"
                        + " iam:passrole on *: that is any role");
    }

    @Test
    void aRoleWithoutPoliciesIsAGoodOne() {
        assertThat(outcome(role())).isEqualTo(RuleOutcome.PASS);
    }
}
