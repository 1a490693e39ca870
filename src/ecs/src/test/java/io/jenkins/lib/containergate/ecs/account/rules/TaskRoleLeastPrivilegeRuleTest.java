package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssm:SendCommand",
                "ssm:StartSession",
                "lambda:UpdateFunctionCode",
                "lambda:UpdateFunctionConfiguration",
                "lambda:AddPermission",
                "iam:CreateRole",
                "iam:CreateUser",
                "iam:CreatePolicy",
                "iam:AddRoleToInstanceProfile",
                "iam:DetachRolePolicy",
                "ecs:RunTask",
                "ecs:ExecuteCommand",
                "ec2:RunInstances",
                "ec2-instance-connect:SendSSHPublicKey",
                "cloudformation:CreateStack",
                "codebuild:StartBuild",
                "glue:UpdateDevEndpoint",
                "sagemaker:CreatePresignedNotebookInstanceUrl",
                "kms:PutKeyPolicy",
                "kms:CreateGrant",
                "kms:ScheduleKeyDeletion",
                "s3:PutBucketPolicy",
                "s3:PutBucketAcl",
                "s3:DeleteBucketPolicy",
                "secretsmanager:PutResourcePolicy",
                "ecr:SetRepositoryPolicy",
                "ecr:PutImage",
                "sns:SetTopicAttributes",
                "ram:CreateResourceShare",
                "cloudtrail:StopLogging",
                "CloudTrail:DeleteTrail",
                "guardduty:DeleteDetector",
                "config:StopConfigurationRecorder",
                "logs:DeleteLogGroup",
                "organizations:LeaveOrganization",
                "sso:AttachManagedPolicyToPermissionSet",
                "identitystore:CreateGroupMembership",
                "rolesanywhere:CreateTrustAnchor",
                "ec2:ModifySnapshotAttribute",
                "rds-db:connect",
                "s3:GetObjectVersion",
                "dynamodb:BatchGetItem",
                "iam:?reateUser",
                "iam:*Policy",
                "IAM:*Tag*",
            })
    void whatEscalatesIsTooMuchOnAllThereIs(String action) {
        assertThat(outcome(role(allow(action, "*")))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:lambda:*:*:function:*",
                "arn:aws:lambda:eu-central-1:123456789012:function:*",
                "arn:aws:lambda:eu-central-1:123456789012:*",
                "arn:aws:lambda:eu-central-1:123456789012:func*",
                "arn:aws:lambda:eu-central-1:123456789012:function:*prod*",
                "arn:aws:lambda:eu-central-1:123456789012:function:?*",
                "arn:aws:lambda:eu-central-1:123456789012:function:????????",
                "arn:aws:lambda:eu-central-1:123456789012:function:a*",
                "arn:*:lambda:*",
                "*:function:shop",
            })
    void aPatternThatNamesNothingIsAllThereIs(String resource) {
        assertThat(outcome(role(allow("lambda:UpdateFunctionCode", resource)))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:PassRole|arn:aws:iam::123456789012:role/*Admin*",
                "iam:PassRole|arn:aws:iam::123456789012:role/*-prod",
                "iam:PassRole|arn:aws:iam::123456789012:role*",
                "iam:PassRole|arn:aws:iam::123456789012:role/??????????",
                "iam:PassRole|arn:aws:iam::123456789012:role/Admin*",
                "iam:PassRole|arn:aws:iam::123456789012:role/teams/Administrator",
                "iam:PassRole|arn:aws:iam::123456789012:role/cdk-hnb659fds-cfn-exec-role-123456789012-eu-central-1",
                "iam:Pass*|arn:aws:iam::123456789012:role/OrganizationAccountAccessRole",
                "sts:AssumeRole|arn:aws:iam::*:role/shop",
                "sts:AssumeRole|arn:aws:iam::12345678901?:role/shop",
                "sts:AssumeRole|arn:aws:iam::123456789012:role/*",
                "sts:*|arn:aws:iam::*:role/shop",
                "sts:AssumeR*|arn:aws:iam::210987654321:role/OrganizationAccountAccessRole",
                "iam:PutRolePolicy|arn:aws:iam::123456789012:role/shop-task",
                "iam:AttachRolePolicy|arn:aws:iam::123456789012:role/shop-task",
                "iam:CreatePolicyVersion|arn:aws:iam::123456789012:policy/shop",
                "iam:UpdateAssumeRolePolicy|arn:aws:iam::123456789012:role/shop-task",
                "iam:CreateAccessKey|arn:aws:iam::123456789012:user/deploy",
                "iam:*|arn:aws:iam::123456789012:role/shop-*",
                "iam:*Policy|arn:aws:iam::123456789012:role/shop-*",
                "iam:Put????Policy|arn:aws:iam::123456789012:role/shop-task",
            })
    void rightsOfOthersAreTooMuchEvenOnNamedResources(String grant) {
        String[] parts = grant.split("\\|");
        assertThat(outcome(role(allow(parts[0], parts[1])))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:PassRole|arn:aws:iam::*:role/shop-*",
                "iam:PassRole|arn:aws:iam::123456789012:role/service/shop",
                "sts:AssumeRole|arn:aws:iam::210987654321:role/reports-reader",
                "lambda:InvokeFunction|arn:aws:lambda:*:123456789012:function:shop-*",
                "ssm:GetParameters|arn:aws:ssm:*:*:parameter/shop/*",
                "sqs:SendMessage|arn:aws:sqs:*:*:shop-*",
                "sns:CreateTopic|*",
                "iam:CreateServiceLinkedRole|*",
                "iam:GetRole|*",
                "cloudwatch:PutMetricData|*",
                "ssmmessages:OpenDataChannel|*",
                "kms:PutKeyPolicy|arn:aws:kms:eu-central-1:123456789012:key/0f2a7c1e",
                "s3:PutObject|arn:aws:s3:::images/*",
            })
    void namedResourcesAreNot(String grant) {
        String[] parts = grant.split("\\|");
        assertThat(outcome(role(allow(parts[0], parts[1])))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringEquals': {'aws:RequestedRegion': 'eu-central-1'}}",
                "{'StringEquals': {'aws:PrincipalOrgID': 'o-1234567890'}}",
                "{'StringEquals': {'aws:PrincipalTag/team': 'shop'}}",
                "{'StringEquals': {'aws:ResourceAccount': '123456789012'}}",
                "{'StringEquals': {'aws:SourceVpc': 'vpc-1'}}",
                "{'StringEquals': {'sts:ExternalId': 'x'}}",
                "{'StringEquals': {'aws:RequestTag/team': 'shop'}}",
                "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/shop-task'}}",
                "{'ArnLike': {'ecs:cluster': 'arn:aws:ecs:*:123456789012:cluster/*'}}",
                "{'Null': {'aws:ResourceTag/team': 'false'}}",
                "{'IpAddress': {'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1']}}",
                "{'NumericLessThan': {'aws:MultiFactorAuthAge': '3600'}}",
            })
    void aConditionOnTheCallerOrTheCircumstancesLeavesEveryResourceOpen(String condition) {
        for (String action : List.of("ssm:SendCommand", "sts:AssumeRole", "s3:*")) {
            assertThat(outcome(role("{'Effect': 'Allow', 'Action': '" + action + "', 'Resource': '*', 'Condition': "
                            + condition + "}")))
                    .as(action)
                    .isEqualTo(RuleOutcome.FAIL);
        }
    }

    @Test
    void aConditionOnTheResourceNarrowsItDown() {
        assertThat(outcome(role("{'Effect': 'Allow', 'Action': 'ssm:SendCommand', 'Resource': '*', 'Condition':"
                        + " {'StringEquals': {'ssm:resourceTag/team': 'shop'}}}")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(role("{'Effect': 'Allow', 'Action': 'iam:PutRolePolicy', 'Resource': '*', 'Condition':"
                        + " {'ArnEquals': {'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/limit'}}}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void attachingIsNarrowedByPoliciesThatAdministerNothing() {
        String attach = "{'Effect': 'Allow', 'Action': 'iam:AttachRolePolicy', 'Resource': '*', 'Condition':"
                + " {'ArnLike': {'iam:PolicyARN': '%s'}}}";
        assertThat(outcome(role(attach.formatted("arn:aws:iam::123456789012:policy/shop/reader"))))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(role(attach.formatted("arn:aws:iam::aws:policy/*")))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(role(attach.formatted("arn:aws:iam::aws:policy/AdministratorAccess"))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void whatIsHarmlessAloneIsTooMuchTogetherWhereverItIsWritten() {
        String register = allow("ecs:RegisterTaskDefinition", "*");
        String run = allow("ecs:RunTask", "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop:*");
        assertThat(outcome(role(register))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(role(run))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(role(register + ", " + run))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(role(register, run))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(role(register, run, "{'Effect': 'Deny', 'Action': 'ecs:Register*', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aBoundaryThatLeavesAnEscalationDoesNotHelp() {
        String admin = allow("*", "*");
        assertThat(outcome(limited(admin, allow("ssm:SendCommand", "*")))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(limited(allow("iam:*", "*"), allow("iam:P*", "arn:aws:iam::123456789012:role/shop-task"))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(limited(admin, allow("ssm:GetParameter", "arn:aws:ssm:*:*:parameter/shop"))))
                .isEqualTo(RuleOutcome.PASS);
    }

    private static String allow(String action, String resource) {
        return "{'Effect': 'Allow', 'Action': '" + action + "', 'Resource': '" + resource + "'}";
    }
}
