package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.JudgedFile.GOOD;
import static io.jenkins.lib.containergate.gate.JudgedFile.findings;
import static io.jenkins.lib.containergate.gate.JudgedFile.judge;
import static io.jenkins.lib.containergate.gate.JudgedFile.parse;
import static io.jenkins.lib.containergate.gate.JudgedFile.plan;
import static io.jenkins.lib.containergate.gate.JudgedFile.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands beside a task definition that no rule objects to, and may not be passed over. */
class WhatIsNotEvaluatedTest {
    @Test
    void theDefinitionAlonePasses() throws GateException, InterruptedException {
        assertThat(judge(GOOD).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(template("{\"Type\": \"AWS::S3::Bucket\"}")).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(plan("aws_s3_bucket", "{}")).outcome()).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Type\": \"AWS::ECS::Gateway\"}",
                "{\"Type\": \"AWS::ECS::GatewayClusterAssociations\"}",
                "{\"Type\": \"AWS::ECS::SomethingNew\"}",
                "{\"Type\": \"AWS::CloudFormation::Stack\", \"Properties\": {\"TemplateURL\": \"https://x\"}}",
                "{\"Type\": \"AWS::CloudFormation::StackSet\"}",
                "{\"Type\": \"AWS::Serverless::Application\"}",
                "{\"Type\": \"Acme::Shop::Service::MODULE\"}",
                "{\"Type\": \"AWS::Batch::JobDefinition\"}",
                "{\"Type\": \"AWS::AppRunner::Service\"}",
                "{\"Type\": \"AWS::ECR::PublicRepository\"}",
                "{\"Type\": \"AWS::ECR::RegistryPolicy\", \"Properties\": {\"PolicyText\": {\"Statement\":"
                        + " [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"ecr:*\", \"Resource\":"
                        + " \"*\"}]}}}",
                "{\"Type\": \"AWS::ECR::ReplicationConfiguration\"}",
                "{\"Type\": \"AWS::ElasticLoadBalancing::LoadBalancer\"}",
                "{\"Type\": \"AWS::ECR::PullThroughCacheRule\"}",
                "{\"Type\": \"AWS::ECR::RepositoryCreationTemplate\"}",
                "{\"Properties\": {}}",
                "{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"DefinitionString\": {\"Fn::Sub\":"
                        + " \"{\\\"Resource\\\": \\\"arn:${AWS::Partition}:states:::ecs:runTask.sync\\\"}\"}}}",
                "{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"Definition\": {\"States\": {\"A\":"
                        + " {\"Resource\": \"arn:aws:states:::aws-sdk:ecs:runTask\"}}}}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"EcsParameters\":"
                        + " {\"TaskDefinitionArn\": \"x\"}, \"Input\": {\"Fn::Sub\": \"{\\\"taskRoleArn\\\":"
                        + " \\\"${P}\\\"}\"}}]}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"EcsParameters\":"
                        + " {\"TaskDefinitionArn\": \"x\"}, \"InputTransformer\": {\"InputTemplate\":"
                        + " \"{\\\"taskRoleArn\\\": <role>}\"}}]}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"EcsParameters\":"
                        + " {\"TaskDefinitionArn\": \"x\"}, \"Input\": {\"Ref\": \"P\"}}]}}",
                "{\"Type\": \"AWS::Scheduler::Schedule\", \"Properties\": {\"Target\": {\"Arn\":"
                        + " \"arn:aws:scheduler:::aws-sdk:ecs:runTask\", \"Input\": \"{}\"}}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"BatchParameters\": {}}]}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"EcsParameters\":"
                        + " {\"TaskDefinitionArn\": \"x\"}, \"Input\": \"{\\\"taskRoleArn\\\":"
                        + " \\\"arn:aws:iam::123456789012:role/admin\\\"}\"}]}}",
                "{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"LaunchType\": \"FARGATE\", \"SomethingNew\": 1}}",
                "{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"LaunchType\": \"FARGATE\", \"GatewayConnectors\":"
                        + " [{\"PortName\": \"web\"}]}}",
                "{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"LaunchType\": \"FARGATE\", \"GatewayConnectors\":"
                        + " [{\"DeregistrationDelay\": {\"TimeoutSeconds\": 5}}]}}",
                "{\"Type\": \"AWS::ECS::Cluster\", \"Properties\": {\"Configuration\": {\"New\": {\"A\": 1}}}}",
            })
    void aResourceThatRunsExposesOrGrantsIsUndecided(String resource) throws GateException, InterruptedException {
        Verdict verdict = judge(template(resource));
        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(findings(verdict))
                .filteredOn(Finding::undecided)
                .extracting(finding -> finding.rule().value())
                .containsOnly("every-resource-evaluated");
        Account account = verdict.gates().get(0).account();
        assertThat(account.notEvaluated())
                .anySatisfy(entry -> assertThat(entry.reason()).startsWith("X"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS::ECS::DaemonTaskDefinition|{\"ContainerDefinitions\": [{\"Name\": \"x\", \"Image\": \"evil\","
                        + " \"Privileged\": true}]}",
                "AWS::ECS::Daemon|{\"EnableExecuteCommand\": true}",
                "AWS::ECS::ExpressGatewayService|{\"PrimaryContainer\": {\"Image\": \"evil:latest\", \"Environment\":"
                        + " [{\"Name\": \"DB_PASSWORD\", \"Value\": \"hunter2\"}]}}",
                "AWS::ECS::ExpressGatewayService|{\"TaskDefinitionArn\": \"shop:1\"}",
                "AWS::ECS::TaskSet|{\"NetworkConfiguration\": {\"AwsVpcConfiguration\": {\"AssignPublicIp\":"
                        + " \"ENABLED\"}}}",
                "AWS::Events::Rule|{\"Targets\": [{\"EcsParameters\": {\"TaskDefinitionArn\": \"x\","
                        + " \"NetworkConfiguration\": {\"AwsVpcConfiguration\": {\"AssignPublicIp\": \"ENABLED\","
                        + " \"SecurityGroups\": [\"sg-1\"]}}}}]}",
                "AWS::Scheduler::Schedule|{\"Target\": {\"EcsParameters\": {\"TaskDefinitionArn\": \"x\","
                        + " \"EnableExecuteCommand\": true}}}",
                "AWS::Pipes::Pipe|{\"TargetParameters\": {\"EcsTaskParameters\": {\"TaskDefinitionArn\": \"x\","
                        + " \"NetworkConfiguration\": {\"AwsvpcConfiguration\": {\"AssignPublicIp\": \"ENABLED\","
                        + " \"SecurityGroups\": [\"sg-1\"]}}}}}",
                "AWS::Pipes::Pipe|{\"TargetParameters\": {\"EcsTaskParameters\": {\"Overrides\":"
                        + " {\"ContainerOverrides\": [{\"Name\": \"w\", \"Environment\": [{\"Name\": \"DB_PASSWORD\","
                        + " \"Value\": \"hunter2\"}]}]}}}}",
                "AWS::Scheduler::Schedule|{\"Target\": {\"EcsParameters\": {\"TaskDefinitionArn\": \"x\"}, \"Input\":"
                        + " \"{\\\"containerOverrides\\\": [{\\\"command\\\": [\\\"--password=hunter2\\\"]}]}\"}}",
            })
    void whatStartsTasksIsEvaluated(String typeAndProperties) throws GateException, InterruptedException {
        String[] words = typeAndProperties.split("\\|", 2);
        Verdict verdict = judge(template("{\"Type\": \"" + words[0] + "\", \"Properties\": " + words[1] + "}"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings(verdict)).anyMatch(finding -> !finding.undecided());
    }

    /** CloudFormation's schemas do not have them yet. */
    @Test
    void whatOnlyIsolatesATaskFurtherIsNotUndecided() throws GateException, InterruptedException {
        String isolated = "\"trustedExecutionConfiguration\": {\"isolationMode\": \"CONFIDENTIAL_SANDBOX\","
                + " \"attestationPolicy\": \"e30=\"}, ";
        assertThat(judge(GOOD.replaceFirst("\\{", "{" + isolated)).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(template("{\"Type\": \"AWS::ECS::CapacityProvider\", \"Properties\":"
                                + " {\"ManagedInstancesProvider\": {\"InstanceLaunchTemplate\":"
                                + " {\"NitroEnclavesEnabled\": true}}}}"))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aDaemonThatReadsTheLogsOfOtherTasksIsUndecided() throws GateException, InterruptedException {
        assertThat(findings(
                        judge(template("{\"Type\": \"AWS::ECS::DaemonTaskDefinition\", \"Properties\": {\"Volumes\":"
                                + " [{\"Name\": \"logs\", \"LogDriverVolumeConfiguration\": {\"Driver\": \"json-file\"}}],"
                                + " \"ContainerDefinitions\": [{\"Name\": \"logs\", \"Image\": \"logs\"}]}}"))))
                .filteredOn(Finding::undecided)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.actual()).contains("read what the other tasks of the instance log"));
    }

    /** @param group as the service names it, and the rule as well */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sg-0123456789abcdef0\"",
                "{\"Ref\": \"Existing\"}",
                "{\"Fn::If\": [\"Unknown\", {\"Ref\": \"Existing\"}, \"sg-0123456789abcdef0\"]}"
            })
    void whatIsOpenedOfAGroupThatExistsIsHeldAgainstTheServiceThatNamesIt(String group)
            throws GateException, InterruptedException {
        String template =
                template("{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"TaskDefinition\": {\"Ref\": \"Task\"},"
                        + " \"NetworkConfiguration\": {\"AwsvpcConfiguration\": {\"Subnets\": [\"subnet-1\"],"
                        + " \"SecurityGroups\": ["
                        + group
                        + "]}}}}, \"Open\": {\"Type\": \"AWS::EC2::SecurityGroupIngress\", \"Properties\":"
                        + " {\"GroupId\": "
                        + group
                        + ", \"IpProtocol\": \"-1\", \"CidrIp\": \"0.0.0.0/0\"}}");
        String parameter = template.substring(0, template.length() - 1)
                + ", \"Parameters\": {\"Existing\": {\"Type\": \"AWS::EC2::SecurityGroup::Id\"}}}";

        assertThat(findings(judge(parameter)))
                .anyMatch(finding -> finding.rule().value().equals("no-open-declared-group"));
    }

    @Test
    void aResourceWhoseConditionIsFalseIsInTheAccount() throws GateException, InterruptedException {
        String bad = template("{\"Type\": \"AWS::ECS::TaskDefinition\", \"Condition\": \"Debug\", \"Properties\": "
                + TestTask.ec2().container("\"privileged\": true").json() + "}");
        String file =
                "{\"Parameters\": {\"D\": {\"Type\": \"String\", \"Default\": \"no\"}}, \"Conditions\": {\"Debug\":"
                        + " {\"Fn::Equals\": [{\"Ref\": \"D\"}, \"yes\"]}}, " + bad.substring(1);
        Verdict verdict = judge(file);

        assertThat(verdict.gates().get(0).account().notEvaluated())
                .contains(new Account.NotEvaluated(
                        "AWS::ECS::TaskDefinition", 1, "its condition is false with the parameters of this check"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AWS::AutoScaling::AutoScalingGroup|{\"LaunchTemplate\": {\"LaunchTemplateId\": \"lt-1\"}}|if the file"
                        + " declares it",
                "AWS::EC2::EC2Fleet|{}|if the file declares it",
                "AWS::Batch::ComputeEnvironment|{}|if the file declares it"
            })
    void whatIsLeftOutSaysWhatItMayDo(String type, String properties, String reason)
            throws GateException, InterruptedException {
        Verdict verdict = judge(template("{\"Type\": \"" + type + "\", \"Properties\": " + properties
                + "}, \"Topic\": {\"Type\": \"AWS::SNS::Topic\"}"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.gates().get(0).account().notEvaluated()).anySatisfy(entry -> {
            assertThat(entry.kind()).isEqualTo(type);
            assertThat(entry.reason()).contains(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Input\": {\"Fn::GetStackOutput\": [\"other\", \"Input\"]}|true",
                "\"Input\": {\"Fn::Transform\": {\"Name\": \"AWS::Include\"}}|true",
                "\"Input\": {\"Fn::If\": [\"C\", \"{}\", {\"Ref\": \"Unknown\"}]}|true",
                "\"Input\": {\"Fn::If\": [\"C\", \"{\\\"a\\\": 1}\", {\"Ref\": \"AWS::NoValue\"}]}|false",
                "\"Input\": {\"Fn::Sub\": \"{\\\"containerOverrides\\\": [{\\\"name\\\": \\\"${Unknown}\\\"}]}\"}|false"
            })
    void whatIsHandedToTasksFromElsewhereIsUndecided(String input, boolean undecided)
            throws GateException, InterruptedException {
        String rule = "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"Arn\": \"%s\", %s,"
                + " \"EcsParameters\": {\"TaskDefinitionArn\": {\"Ref\": \"Task\"}, \"LaunchType\": \"FARGATE\","
                + " \"NetworkConfiguration\": {\"AwsVpcConfiguration\": {\"Subnets\": [\"a\"], \"SecurityGroups\":"
                + " [\"sg-1\"]}}}}]}}";

        assertThat(judge(template(rule.formatted("arn:aws:ecs:eu-central-1:1:cluster/c", input)))
                        .outcome())
                .isEqualTo(undecided ? Outcome.ERROR : Outcome.PASS);
        assertThat(judge(template(rule.formatted("arn:aws:states:eu-central-1:1:stateMachine:others", input)))
                        .outcome())
                .as("a target that takes no parameters of tasks")
                .isEqualTo(Outcome.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS::ECS::Service", "AWS::ECS::TaskSet"})
    void aLaunchTypeThatThisVersionDoesNotKnowIsAnError(String type) {
        assertThatThrownBy(() -> judge(
                        template("{\"Type\": \"" + type + "\", \"Properties\": {\"LaunchType\": \"FARGATE_NEXT\"}}")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("/launchType is not a launch type this version knows");
    }

    @Test
    void aTaskDefinitionThatIsNotPartOfTheCheckIsInTheAccount() throws GateException, InterruptedException {
        String service = "{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"TaskDefinition\": %s}}";

        assertThat(judge(template(service.formatted("\"other:3\"")))
                        .gates()
                        .get(0)
                        .account()
                        .notEvaluated())
                .contains(new Account.NotEvaluated(
                        "task definition", 1, "X starts other:3, which is not part of this check"));
        assertThat(judge(template(service.formatted("{\"Fn::ImportValue\": \"x\"}")))
                        .gates()
                        .get(0)
                        .account()
                        .notEvaluated())
                .extracting(Account.NotEvaluated::reason)
                .contains("X starts one that is known only at deployment, which is not part of this check");
        assertThat(judge(template(service.formatted("{\"Ref\": \"Task\"}")))
                        .gates()
                        .get(0)
                        .account()
                        .notEvaluated())
                .isEmpty();
    }

    private static String blueGreen(String hook) {
        String service = "{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"DeploymentController\": {\"Type\":"
                + " \"EXTERNAL\"}}}";
        String set = "{\"Type\": \"AWS::ECS::TaskSet\", \"Properties\": {\"TaskDefinition\": {\"Ref\": \"Task\"}}}";
        return "{\"Transform\": [\"AWS::CodeDeployBlueGreen\"], \"Hooks\": {\"Switch\": " + hook + "}, "
                + template(service).substring(1, template(service).length() - 2) + ", \"Set\": " + set + "}}";
    }

    private static String switchOf(String service, String task, String set) {
        return "{\"Type\": \"AWS::CodeDeploy::BlueGreen\", \"Properties\": {\"Applications\": [{\"Target\": {\"Type\":"
                + " \"AWS::ECS::Service\", \"LogicalID\": \"" + service
                + "\"}, \"ECSAttributes\": {\"TaskDefinitions\": [\"Task\", \""
                + task + "\"], \"TaskSets\": [\"Green\", \"" + set + "\"]}}]}}";
    }

    @Test
    void aHookThatDeploysWhatTheTemplateDeclaresIsInTheAccount() throws GateException, InterruptedException {
        Verdict verdict = judge(blueGreen(switchOf("X", "GreenTask", "Set")));

        assertThat(findings(verdict))
                .extracting(finding -> finding.rule().value())
                .doesNotContain("every-resource-evaluated");
        assertThat(verdict.gates().get(0).account().notEvaluated())
                .contains(new Account.NotEvaluated(
                        "AWS::CodeDeploy::BlueGreen", 1, "it deploys what the template declares, which is evaluated"));
    }

    @Test
    void aHookThatDeploysAnythingElseIsUndecided() throws GateException, InterruptedException {
        for (String hook : List.of(
                switchOf("Elsewhere", "GreenTask", "Set"),
                switchOf("X", "GreenTask", "Other"),
                switchOf("X", "GreenTask", "Set").replace("\"Task\"", "\"Other\""),
                "{\"Type\": \"AWS::CodeDeploy::BlueGreen\"}",
                "{\"Type\": \"Acme::Deploy::Hook\"}",
                "\"text\"")) {
            assertThat(findings(judge(blueGreen(hook))))
                    .as(hook)
                    .extracting(finding -> finding.rule().value())
                    .contains("every-resource-evaluated");
        }
    }

    @Test
    void anAppSpecSaysWhatToEvaluateInstead() {
        assertThatThrownBy(() -> parse("version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n"
                        + "      Properties:\n        TaskDefinition: \"shop:1\"\n"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("AppSpec of CodeDeploy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[GOOD, BAD]",
                "{\"taskDefinition\": GOOD, \"other\": BAD}",
                "{\"taskDefinition\": GOOD, \"containerDefinitions\": [{\"name\": \"x\", \"image\": \"x\","
                        + " \"privileged\": true}]}",
                "{\"a\": {\"b\": [GOOD]}, \"c\": [{\"taskDefinition\": BAD}]}",
                "{\"taskDefinitions\": [GOOD, BAD]}",
            })
    void everyDefinitionOfADocumentIsEvaluated(String document) throws GateException, InterruptedException {
        String bad = TestTask.ec2().container("\"privileged\": true").json();
        Verdict verdict = judge(document.replace("GOOD", GOOD).replace("BAD", bad));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings(verdict))
                .extracting(finding -> finding.rule().value())
                .contains("no-privileged");
    }

    @Test
    void whatStandsBesideADefinitionIsUndecided() throws GateException, InterruptedException {
        assertThat(judge("{\"taskDefinition\": " + GOOD + ", \"tags\": []}").outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge("{\"taskDefinition\": " + GOOD + ", \"service\": {\"enableExecuteCommand\": true}}")
                        .outcome())
                .isEqualTo(Outcome.ERROR);
        assertThat(judge("{\"somethingNew\": true, " + GOOD.substring(1)).outcome())
                .isEqualTo(Outcome.ERROR);
    }

    @Test
    void aDefinitionRunsWhereItsServiceStartsIt() throws GateException {
        String silent =
                TestTask.fargate().withoutTask("requiresCompatibilities").json();
        String file = "{\"Resources\": {\"Task\": {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": " + silent
                + "}, \"X\": {\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"TaskDefinition\": {\"Ref\":"
                + " \"Task\"}, HOW}}}}";
        assertThat(launchTypes(file, "\"LaunchType\": \"FARGATE\"")).containsExactly("FARGATE");
        assertThat(launchTypes(file, "\"CapacityProviderStrategy\": [{\"CapacityProvider\": \"FARGATE_SPOT\"}]"))
                .containsExactly("FARGATE");
        assertThat(launchTypes(file, "\"LaunchType\": \"EC2\"")).containsExactly("EC2");
        assertThat(launchTypes(file, "\"LaunchType\": {\"Ref\": \"Unknown\"}")).containsExactly("EC2");
        assertThat(launchTypes(file.replace("{\"Ref\": \"Task\"}", "\"other\""), "\"LaunchType\": \"FARGATE\""))
                .containsExactly("EC2");
    }

    private static List<String> launchTypes(String file, String how) throws GateException {
        return parse(file.replace("HOW", how)).tasks().get(0).launchTypes().stream()
                .map(Enum::name)
                .toList();
    }

    @Test
    void aDaemonSharesWhatItCallsShared() throws GateException, InterruptedException {
        assertThat(rulesOfDaemon("\"PidMode\": \"shared\"")).contains("no-host-pid");
        assertThat(rulesOfDaemon("\"IpcMode\": \"shared\"")).contains("every-resource-evaluated");
        assertThat(rulesOfDaemon("\"PidMode\": \"none\", \"IpcMode\": \"none\""))
                .doesNotContain("no-host-pid", "every-resource-evaluated");
    }

    private static List<String> rulesOfDaemon(String modes) throws GateException, InterruptedException {
        String daemon = "{\"Type\": \"AWS::ECS::DaemonTaskDefinition\", \"Properties\": {" + modes
                + ", \"ContainerDefinitions\": [{\"Name\": \"x\", \"Image\": \"x\"}]}}";
        return findings(judge(template(daemon))).stream()
                .map(finding -> finding.rule().value())
                .toList();
    }

    @Test
    void theAccountSaysWhatWasEvaluatedAndWhatWasNot() throws GateException, InterruptedException {
        Account account = judge(template("{\"Type\": \"AWS::ECS::Gateway\"}"))
                .gates()
                .get(0)
                .account();
        assertThat(account.evaluated()).containsExactly(new Account.Evaluated("task definition", 1));
        assertThat(account.notEvaluated())
                .containsExactly(new Account.NotEvaluated(
                        "AWS::ECS::Gateway", 1, "X: it exposes services, and this version does not evaluate how"));
    }
}
