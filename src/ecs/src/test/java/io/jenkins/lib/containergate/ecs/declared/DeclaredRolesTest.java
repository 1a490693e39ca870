package io.jenkins.lib.containergate.ecs.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.ecs.TaskFiles;
import io.jenkins.lib.containergate.ecs.account.CloudRules;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.account.CloudTaskRules;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles that a template or plan declares are judged as AWS's answers are, and AWS is not asked. */
class DeclaredRolesTest {
    private static final String LEAST = "task-role-least-privilege";
    private static final String TRUST = "task-role-trust";

    private static final String TEMPLATE = """
        Parameters:
          Anything: {Type: String}
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: shop
              TaskRoleArn: !GetAtt Role.Arn
              ContainerDefinitions: [{Name: web, Image: "web:1"}]
          Bucket: {Type: AWS::S3::Bucket}
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: {Service: ecs-tasks.amazonaws.com}
                    Action: sts:AssumeRole
                    Condition: {StringEquals: {"aws:SourceAccount": !Ref "AWS::AccountId"}}
        """;

    private static final String POLICIES = """
              Policies:
                - PolicyName: own
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement: [{Effect: Allow, Action: %s, Resource: %s}]
        """;

    private static RuleResult result(String rule, String text, MissingAnswers missing) throws Exception {
        TaskDefinition task = TaskFiles.read(text).get(0);
        CloudRules<TaskDefinition> rules =
                CloudTaskRules.all().only(each -> each.id().value().equals(rule));
        return rules.evaluate(CloudSurvey.notAsked("--ask-aws is not given").about(task, rules, missing))
                .evaluations()
                .get(0)
                .result();
    }

    private static RuleOutcome outcome(String rule, String text) throws Exception {
        return result(rule, text, MissingAnswers.ASKED).outcome();
    }

    private static String policy(String action, String resource) {
        return TEMPLATE + POLICIES.formatted(action, resource);
    }

    @Test
    void namedActionsOnNamedResourcesPass() throws Exception {
        assertThat(outcome(LEAST, policy("s3:GetObject", "!Sub \"${Bucket.Arn}/*\"")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(LEAST, policy("[s3:ListBucket]", "!GetAtt Bucket.Arn")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(TRUST, TEMPLATE)).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{Type: AWS::Serverless::Connector, Properties: {Source: {RoleName: !Ref Role, Type:"
                        + " AWS::Lambda::Function}, Destination: {Id: Bucket}, Permissions: [Write]}}",
                "{Type: AWS::Serverless::Connector, Properties: {Source: {Id: Function}, Destination: {Id: Bucket}}}",
                "{Type: AWS::Serverless::Function, Properties: {Role: !GetAtt Role.Arn}, Connectors: {C: {Properties:"
                        + " {Destination: {Id: Bucket}, Permissions: [Write]}}}}"
            })
    void aConnectorGivesTheRoleOfItsSourceAPolicyThatNobodyHasRead(String connector) throws Exception {
        String function = "  Function: {Type: AWS::Serverless::Function, Properties: {Role: !GetAtt Role.Arn}}\n";
        String template = policy("s3:GetObject", "!Sub \"${Bucket.Arn}/*\"") + function;
        assertThat(outcome(LEAST, template)).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(LEAST, template + "  Connector: " + connector + "\n"))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aConnectorOfAnotherSourceLeavesTheRoleAsItIs() throws Exception {
        String others = """
              Function: {Type: AWS::Serverless::Function, Properties: {Handler: a.b}}
              Connector: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Function}, Destination: {Id: Bucket}}}
            """;
        assertThat(outcome(LEAST, policy("s3:GetObject", "!Sub \"${Bucket.Arn}/*\"") + others.indent(2)))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void everythingOnEverythingFails() throws Exception {
        assertThat(outcome(LEAST, policy("\"*\"", "\"*\""))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(LEAST, policy("iam:PassRole", "\"*\""))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aTrustWithoutConditionOrOfEverybodyFails() throws Exception {
        assertThat(outcome(TRUST, TEMPLATE.replaceAll(".*Condition:.*\\n", ""))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TRUST, TEMPLATE.replace("{Service: ecs-tasks.amazonaws.com}", "\"*\"")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aTrustThatMayBeAnythingIsAnErrorThatNamesWhatItDependsOn() throws Exception {
        String template = TEMPLATE.replace("{Service: ecs-tasks.amazonaws.com}", "{Service: !Ref Anything}");
        RuleResult result = result(TRUST, template, MissingAnswers.ASKED);
        assertThat(result.outcome()).isEqualTo(RuleOutcome.ERROR);
        assertThat(result.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.actual())
                        .contains("trust policy of the declared role Role", "Anything has no default"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!Ref Anything", "!Sub \"${Anything}\"", "[!Ref Anything]"})
    void aResourceThatMayBeAnythingIsAnErrorNotAPass(String resource) throws Exception {
        RuleResult result = result(LEAST, policy("s3:GetObject", resource), MissingAnswers.ASKED);
        assertThat(result.outcome()).isEqualTo(RuleOutcome.ERROR);
        assertThat(result.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.actual()).contains("own", "Role", "Anything has no default"));
    }

    @Test
    void policiesOfTheirOwnCountAsWell() throws Exception {
        for (String type : new String[] {"Policy", "ManagedPolicy"}) {
            String other = """
                  Other:
                    Type: AWS::IAM::%s
                    Properties:
                      Roles: [!Ref Role]
                      PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "*", Resource: "*"}]}
                """.formatted(type);
            assertThat(outcome(LEAST, TEMPLATE + other)).as(type).isEqualTo(RuleOutcome.FAIL);
        }
    }

    @Test
    void whateverResourceOfAPlanAttachesAPolicyCounts() throws Exception {
        String exclusive = attaching("aws_iam_role_policy_attachments_exclusive", """
            {"role_name": "shop", "policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}\
            """);
        assertThat(outcome(LEAST, exclusive)).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(LEAST, attaching("awscc_iam_role_policy", "{\"role_name\": \"shop\"}")))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(LEAST, attaching("aws_s3_bucket", "{}"))).isEqualTo(RuleOutcome.PASS);
    }

    private static String attaching(String type, String after) {
        return """
            {"resource_changes": [
              {"address": "aws_ecs_task_definition.web", "type": "aws_ecs_task_definition", "mode": "managed",
               "change": {"after": {"family": "shop", "task_role_arn": "arn:aws:iam::123456789012:role/shop",
                 "container_definitions": "[{\\"name\\": \\"web\\", \\"image\\": \\"shop\\"}]"}}},
              {"address": "aws_iam_role.shop", "type": "aws_iam_role", "mode": "managed",
               "change": {"after": {"name": "shop", "assume_role_policy": "{}",
                 "arn": "arn:aws:iam::123456789012:role/shop"}}},
              {"address": "%s.x", "type": "%s", "mode": "managed", "change": {"after": %s}}]}
            """.formatted(type, type, after);
    }

    @Test
    void aManagedPolicyThatTheFileDoesNotHoldIsNoPass() throws Exception {
        String foreign = TEMPLATE + "      ManagedPolicyArns: [\"arn:aws:iam::123456789012:policy/shop\"]\n";
        assertThat(outcome(LEAST, foreign)).isEqualTo(RuleOutcome.ERROR);
        assertThat(result(LEAST, foreign, MissingAnswers.OPTIONAL).outcome()).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(result(LEAST, foreign, MissingAnswers.REQUIRED).outcome()).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(TRUST, foreign)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theExecutionRoleReadsTheSecretsOfTheTaskThatTheFileDeclares() throws Exception {
        String task = policy("secretsmanager:GetSecretValue", "!Ref %s")
                .replace("TaskRoleArn", "ExecutionRoleArn")
                .replace("Image: \"web:1\"}", "Image: \"web:1\", Secrets: [{Name: A, ValueFrom: !Ref Secret}]}")
                .replace(
                        "  Bucket: {",
                        "  Secret: {Type: AWS::SecretsManager::Secret}\n  Other: {Type: AWS::SecretsManager::Secret}\n"
                                + "  Bucket: {");
        assertThat(outcome("execution-role-scope", task.formatted("Secret"))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome("execution-role-scope", task.formatted("Other"))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void administratorsAreKnown() throws Exception {
        assertThat(outcome(
                        LEAST,
                        TEMPLATE
                                + "      ManagedPolicyArns: [!Sub"
                                + " \"arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess\"]\n"))
                .isEqualTo(RuleOutcome.FAIL);
    }

    private static String managed(String... policies) {
        return TEMPLATE + "      ManagedPolicyArns: [\"" + String.join("\", \"", policies) + "\"]\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::aws:policy/AdministratorAccess",
                "arn:aws-cn:iam::aws:policy/AdministratorAccess",
                "arn:aws:iam::aws:policy/PowerUserAccess",
                "arn:aws:iam::aws:policy/IAMFullAccess",
                "arn:aws:iam::aws:policy/AmazonS3FullAccess",
                "arn:aws:iam::aws:policy/AmazonECS_FullAccess",
                "arn:aws:iam::aws:policy/AWSLambda_FullAccess",
                "arn:aws:iam::aws:policy/SecretsManagerReadWrite",
                "arn:aws:iam::aws:policy/ReadOnlyAccess",
                "arn:aws:iam::aws:policy/job-function/SystemAdministrator",
                "arn:aws:iam::aws:policy/job-function/DatabaseAdministrator",
                "arn:aws:iam::aws:policy/AdministratorAccess-Amplify",
            })
    void policiesOfAwsThatAllowTooMuchAreKnownByName(String policy) throws Exception {
        assertThat(outcome(LEAST, managed(policy))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(LEAST, managed("arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess", policy)))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void policiesOfAwsThatTasksNeedAreKnown() throws Exception {
        assertThat(outcome(
                        LEAST,
                        managed(
                                "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
                                "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
                                "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::aws:policy/SomethingThatAwsMadeYesterday",
                "arn:aws:iam::123456789012:policy/AWSXRayDaemonWriteAccess",
                "arn:aws:iam::123456789012:policy/AdministratorAccess",
            })
    void otherPoliciesThatTheFileDoesNotHoldAreAnErrorThatNamesThem(String policy) throws Exception {
        RuleResult result = result(LEAST, managed(policy), MissingAnswers.ASKED);
        assertThat(result.outcome()).isEqualTo(RuleOutcome.ERROR);
        assertThat(result.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.actual()).contains(policy, "the role Role"));
    }

    private static final String PLAN = """
        {"resource_changes": [
          {"address": "aws_ecs_task_definition.web", "mode": "managed", "type": "aws_ecs_task_definition",
           "change": {"after": {"family": "shop", "container_definitions": "[{\\"name\\": \\"web\\", \\"image\\": \\"a\\"}]"},
                      "after_unknown": {"task_role_arn": true}}},
          {"address": "aws_iam_role.web", "mode": "managed", "type": "aws_iam_role",
           "change": {"after": {"name": "web", "assume_role_policy":
             "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Principal\\": {\\"Service\\": \\"ec2.amazonaws.com\\"}, \\"Action\\": \\"sts:AssumeRole\\"}]}"},
             "after_unknown": {"arn": true, %s}}},
          {"address": "aws_iam_role_policy.web", "mode": "managed", "type": "aws_iam_role_policy",
           "change": {"after": {"role": "web", "policy": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"%s\\", \\"Resource\\": \\"*\\"}]}"},
             "after_unknown": {}}}],
         "configuration": {"root_module": {"resources": [{"address": "aws_ecs_task_definition.web", "expressions":
           {"task_role_arn": {"references": ["aws_iam_role.web.arn", "aws_iam_role.web"]}}}]}}}
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terraform_data.name.output",
                "random_id.name.hex",
                "aws_iam_instance_profile.name.role",
                "aws_ssm_parameter.name.value"
            })
    void aResourceThatHoldsANameMayMeanAnyRole(String reference) throws Exception {
        String plan = PLAN.formatted("\"id\": true", "*")
                .replace("{\"role\": \"web\", \"policy\"", "{\"policy\"")
                .replace("\"after_unknown\": {}", "\"after_unknown\": {\"role\": true}")
                .replace(
                        "\"resources\": [",
                        "\"resources\": [{\"address\": \"aws_iam_role_policy.web\", \"expressions\": {\"role\":"
                                + " {\"references\": [\""
                                + reference + "\", \"" + reference.substring(0, reference.lastIndexOf('.'))
                                + "\"]}}}, ");
        assertThat(outcome(LEAST, plan)).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void rolesOfAPlanAreJudged() throws Exception {
        assertThat(outcome(LEAST, PLAN.formatted("\"id\": true", "*"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TRUST, PLAN.formatted("\"id\": true", "*"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(LEAST, PLAN.formatted("\"id\": true", "sqs:ListQueues")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aDocumentThatOnlyApplyComputesIsAnError() throws Exception {
        String plan = PLAN.formatted("\"id\": true", "sqs:ListQueues")
                .replaceAll(", \"policy\": \"(?:[^\"\\\\]|\\\\.)*\"}", "}")
                .replace("\"after_unknown\": {}", "\"after_unknown\": {\"policy\": true}");
        assertThat(plan).contains("\"policy\": true").doesNotContain("ListQueues");
        assertThat(outcome(LEAST, plan)).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void whatIsAttachedAfterApplyIsNoPass() throws Exception {
        assertThat(outcome(LEAST, PLAN.formatted("\"managed_policy_arns\": true", "sqs:ListQueues")))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(LEAST, PLAN.formatted("\"managed_policy_arns\": true", "*")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
