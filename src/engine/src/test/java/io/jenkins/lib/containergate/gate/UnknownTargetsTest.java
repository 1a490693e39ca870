package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may start tasks, as far as a file says what it starts. */
class UnknownTargetsTest {
    static final String UNKNOWN = "{\"Ref\": \"Unknown\"}";

    static List<String> objections(String type, String properties) throws GateException, InterruptedException {
        String more = "\"Fn\": {\"Type\": \"AWS::Lambda::Function\", \"Properties\": {}}, \"X\": {\"Type\": \"" + type
                + "\", \"Properties\": " + properties + "}";
        return FileObjections.shown(FileObjections.findings(FileObjections.template(more)), finding -> true);
    }

    private static long notEvaluated(String resources) throws GateException, InterruptedException {
        return FileObjections.findings(FileObjections.template(resources)).stream()
                .filter(finding -> finding.rule().value().equals("every-resource-evaluated"))
                .count();
    }

    private static String rule(String arn) {
        return "AWS::Events::Rule|{\"Targets\": [{\"Id\": \"a\", \"Arn\": " + arn + "}]}";
    }

    private static String schedule(String arn) {
        return "AWS::Scheduler::Schedule|{\"Target\": {\"Arn\": " + arn + ", \"Input\": \"{}\"}}";
    }

    static String sub(String text) {
        return "{\"Fn::Sub\": \"" + text + "\"}";
    }

    private static String custom(String create) {
        return "Custom::AWS|{\"ServiceToken\": \"arn\", \"Create\": " + create + "}";
    }

    static Stream<String> unknown() {
        return Stream.of(
                rule(UNKNOWN),
                rule("{\"Fn::ImportValue\": \"target\"}"),
                rule("{\"Fn::If\": [\"Later\", {\"Fn::GetAtt\": [\"Fn\", \"Arn\"]}, " + UNKNOWN + "]}"),
                rule(sub("${Unknown}:1")),
                rule(sub("arn:aws:ecs:${AWS::Region}:${AWS::AccountId}:cluster/c")),
                rule("\"arn:aws:batch:eu-central-1:123456789012:job-queue/q\""),
                "AWS::Pipes::Pipe|{\"Source\": \"s\", \"Target\":"
                        + " \"arn:aws:ecs:eu-central-1:123456789012:cluster/c\"}",
                schedule(UNKNOWN),
                schedule(sub("arn:aws:scheduler:::aws-sdk:${Unknown}")),
                schedule(sub("arn:${AWS::Partition}:scheduler:::aws-sdk:ecs:run${Unknown}")),
                "AWS::CodePipeline::Pipeline|{\"Stages\": [{\"Actions\": [{\"ActionTypeId\": {\"Provider\": " + UNKNOWN
                        + "}}]}]}",
                "AWS::CodePipeline::Pipeline|{\"Stages\": [{\"Actions\": [" + UNKNOWN + "]}]}",
                "AWS::CodePipeline::Pipeline|{\"Stages\": " + UNKNOWN + "}",
                custom(UNKNOWN),
                custom("{\"service\": " + UNKNOWN + ", \"action\": \"runTask\"}"),
                custom(sub("{\\\"service\\\":\\\"E${Unknown}\\\",\\\"action\\\":\\\"runTask\\\"}")),
                custom(sub("{\\\"service\\\":\\\"ECS\\\",\\\"action\\\":\\\"${Unknown}\\\"}")),
                "Custom::AWS|{\"Fn::Transform\": {\"Name\": \"AWS::Include\"}}",
                custom("{\"service\": \"CloudFormation\", \"action\": \"createStack\"}"),
                custom("{\"service\": \"StepFunctions\", \"action\": \"startExecution\"}"),
                custom("{\"service\": \"@aws-sdk/client-eventbridge\", \"action\": \"PutTargetsCommand\"}"));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void whatMayTurnOutToStartTasksIsUndecided(String resource) throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 2);
        assertThat(objections(words[0], words[1])).containsExactly("every-resource-evaluated undecided");
    }

    static Stream<String> known() {
        return Stream.of(
                rule("{\"Fn::GetAtt\": [\"Fn\", \"Arn\"]}"),
                rule("{\"Ref\": \"Fn\"}"),
                rule(sub("arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Unknown}")),
                rule(sub("${Fn.Arn}:live")),
                schedule("\"arn:aws:scheduler:::aws-sdk:s3:putObject\""),
                "AWS::CodePipeline::Pipeline|{\"Stages\": [{\"Name\": " + UNKNOWN + ", \"Actions\": [{\"ActionTypeId\":"
                        + " {\"Provider\": \"S3\"}, \"Configuration\": " + UNKNOWN + "}]}]}",
                custom(sub("{\\\"service\\\":\\\"S3\\\",\\\"action\\\":\\\"${Unknown}\\\"}")),
                custom("{\"service\": \"CodeDeploy\", \"action\": \"createDeploymentGroup\"}"));
    }

    @ParameterizedTest
    @MethodSource("known")
    void whatStartsNoneIsLeftOut(String resource) throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 2);
        assertThat(objections(words[0], words[1])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eventbridge:putTargets",
                "scheduler:createSchedule",
                "pipes:updatePipe",
                "pipes:startPipe",
                "codepipeline:startPipelineExecution",
                "codepipeline:retryStageExecution",
                "codepipeline:createPipeline",
                "codepipeline:updatePipeline",
                "sfn:createStateMachine",
                "sfn:updateStateMachine",
                "codedeploy:createDeployment",
                "cloudformation:createStack",
                "iot:createTopicRule",
                "ssmincidents:startIncident",
                "fis:startExperiment",
                "config:startRemediationExecution",
                "servicecatalog:provisionProduct",
                "elasticbeanstalk:updateEnvironment",
                "apprunner:createService",
                "lightsail:createContainerServiceDeployment",
                "cloudcontrol:createResource"
            })
    void aCallThatMakesSomethingStartTasksIsUndecided(String call) throws GateException, InterruptedException {
        assertThat(objections(
                        "AWS::Scheduler::Schedule",
                        "{\"Target\": {\"Arn\": \"arn:aws:scheduler:::aws-sdk:" + call + "\", \"Input\": \"{}\"}}"))
                .containsExactly("every-resource-evaluated undecided");
        assertThat(objections(
                        "AWS::StepFunctions::StateMachine",
                        "{\"Definition\": {\"States\": {\"A\": {\"Type\": \"Task\", \"Resource\":"
                                + " \"arn:aws:states:::aws-sdk:" + call + "\", \"Parameters\": {}}}}}"))
                .containsExactly("every-resource-evaluated undecided");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ecs:action/RunTask|X",
                "batch:path/v1/submitjob|X",
                "ssm:action/SendCommand|X",
                "cloudformation:path/|X",
                "servicecatalog:action/ProvisionProduct|X",
                "events:action/PutEvents|",
                "states:action/StartExecution|X",
                "states:action/DescribeExecution|",
                "lambda:path/2015-03-31/functions/f/invocations|"
            })
    void anApiThatStartsTasksForItsCallersIsUndecided(String action, String undecided)
            throws GateException, InterruptedException {
        List<String> expected = undecided == null ? List.of() : List.of("every-resource-evaluated undecided");
        String uri = "\"Uri\": " + sub("arn:aws:apigateway:${AWS::Region}:" + action);
        assertThat(objections("AWS::ApiGateway::Method", "{\"Integration\": {\"Type\": \"AWS\", " + uri + "}}"))
                .isEqualTo(expected);
        String body = "{\"Body\": {\"paths\": {\"/\": {\"post\": {\"x-amazon-apigateway-integration\": {"
                + uri.replace("Uri", "uri") + "}}}}}}";
        assertThat(objections("AWS::ApiGateway::RestApi", body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'AWSEvents.PutEvents', false", "method.request.header.call, true"})
    void anApiWhoseCallersChooseWhatItCallsIsUndecided(String call, boolean undecided)
            throws GateException, InterruptedException {
        assertThat(objections(
                        "AWS::ApiGateway::Method",
                        "{\"Integration\": {\"Type\": \"AWS\", \"Uri\": "
                                + sub("arn:aws:apigateway:${AWS::Region}:events:path//")
                                + ", \"RequestParameters\": {\"integration.request.header.X-Amz-Target\": \"" + call
                                + "\"}}}"))
                .isEqualTo(undecided ? List.of("every-resource-evaluated undecided") : List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS::GlobalAccelerator::EndpointGroup|{\"EndpointConfigurations\": [{\"EndpointId\": \"arn\"}]}",
                "AWS::CloudFront::VpcOrigin|{\"VpcOriginEndpointConfig\": {\"Arn\": \"arn\"}}",
                "AWS::ApiGatewayV2::Integration|{\"ConnectionType\": \"VPC_LINK\", \"ConnectionId\": \"l\"}",
                "AWS::ApiGateway::Method|{\"Integration\": {\"ConnectionType\": \"VPC_LINK\"}}",
                "AWS::ApiGatewayV2::Api|{\"Body\": {\"paths\": {\"/\": {\"x-amazon-apigateway-integration\":"
                        + " {\"connectionType\": \"VPC_LINK\"}}}}}"
            })
    void whatShowsAnInternalLoadBalancerIsUndecided(String resource) throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 2);
        assertThat(objections(words[0], words[1])).containsExactly("every-resource-evaluated undecided");
        assertThat(objections(words[0], words[1].replace("VPC_LINK", "INTERNET")))
                .hasSize(words[1].contains("VPC_LINK") ? 0 : 1);
    }

    @Test
    void aLinkOfAPlanIsHeldToTheSame() throws GateException, InterruptedException {
        String link =
                FileObjections.change("aws_apigatewayv2_integration", "x", "{\"connection_type\": \"VPC_LINK\"}", "{}");
        String body = FileObjections.change(
                "aws_api_gateway_rest_api", "x", "{\"body\": \"{\\\"connectionType\\\": \\\"VPC_LINK\\\"}\"}", "{}");
        String call = FileObjections.change(
                "aws_api_gateway_integration",
                "x",
                "{\"uri\": \"arn:aws:apigateway:eu-central-1:ecs:action/RunTask\"}",
                "{}");
        for (String each : List.of(link, body, call)) {
            assertThat(FileObjections.shown(
                            FileObjections.findings(FileObjections.plan(Stream.of(each), Stream.of())),
                            finding -> finding.undecided()))
                    .containsExactly("every-resource-evaluated undecided");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AWS::Config::RemediationConfiguration|{\"TargetType\": \"SSM_DOCUMENT\", \"TargetId\": \"mine\"}|X",
                "AWS::Config::RemediationConfiguration|{\"TargetId\": {\"Ref\": \"Unknown\"}}|X",
                "AWS::Config::RemediationConfiguration|{\"TargetId\": \"AWS-DisableS3BucketPublicReadWrite\","
                        + " \"Parameters\": {\"Ref\": \"Unknown\"}}|",
                "AWS::SSMIncidents::ResponsePlan|{\"Actions\": [{\"SsmAutomation\": {\"DocumentName\":"
                        + " \"mine\"}}]}|X",
                "AWS::SSMIncidents::ResponsePlan|{\"Actions\": [{\"Ref\": \"Unknown\"}]}|X",
                "AWS::SSMIncidents::ResponsePlan|{\"Name\": {\"Ref\": \"Unknown\"}}|",
                "AWS::FIS::ExperimentTemplate|{\"Actions\": {\"a\": {\"ActionId\": \"aws:ssm:send-command\"}}}|X",
                "AWS::FIS::ExperimentTemplate|{\"Actions\": {\"a\": {\"Ref\": \"Unknown\"}}}|X",
                "AWS::FIS::ExperimentTemplate|{\"Actions\": {\"a\": {\"ActionId\": \"aws:ecs:stop-task\"}}}|"
            })
    void whatRunsADocumentOnInstancesByItselfIsUndecided(String type, String properties, String undecided)
            throws GateException, InterruptedException {
        String service = "\"Service\": {\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"LaunchType\": \"EC2\","
                + " \"TaskDefinition\": \"other:1\"}}, ";
        String resource = "\"X\": {\"Type\": \"" + type + "\", \"Properties\": " + properties + "}";
        assertThat(notEvaluated(service + resource)).isEqualTo(undecided == null ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_cloudwatch_event_target|{\"arn\": \"arn:aws:lambda:eu-central-1:123456789012:function:a\","
                        + " \"batch_target\": [], \"ecs_target\": [], \"run_command_targets\": []}",
                "aws_pipes_pipe|{\"target\": \"arn:aws:lambda:eu-central-1:123456789012:function:a\","
                        + " \"target_parameters\": [{\"batch_job_parameters\": [], \"ecs_task_parameters\": []}]}",
                "aws_scheduler_schedule|{\"target\": [{\"arn\":"
                        + " \"arn:aws:lambda:eu-central-1:123456789012:function:a\", \"ecs_parameters\": []}]}"
            })
    void anEmptyBlockOfAPlanStartsNothing(String resource) throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 2);
        String plan = FileObjections.plan(
                Stream.of(
                        FileObjections.change("aws_ecs_cluster", "c", "{\"name\": \"c\"}", "{}"),
                        FileObjections.change(words[0], "x", words[1], "{}")),
                Stream.of());
        assertThat(FileObjections.shown(FileObjections.findings(plan), finding -> finding.undecided()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Log\": {\"Type\": \"AWS::Logs::LogGroup\", \"Properties\": {}}|",
                "\"Service\": {\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"LaunchType\": \"FARGATE\","
                        + " \"TaskDefinition\": {\"Ref\": \"Task\"}}}|",
                "\"Service\": {\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"TaskDefinition\": \"other:1\"}}|X",
                "\"Service\": {\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"LaunchType\": \"EC2\","
                        + " \"TaskDefinition\": \"other:1\"}}|X",
                "\"Host\": {\"Type\": \"AWS::EC2::Instance\", \"Properties\": {}}|X",
                "\"Provider\": {\"Type\": \"AWS::ECS::CapacityProvider\", \"Properties\":"
                        + " {\"AutoScalingGroupProvider\": {\"AutoScalingGroupArn\": \"arn\"}}}|X",
                "\"Other\": {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": {\"ContainerDefinitions\":"
                        + " [{\"Name\": \"a\", \"Image\": \"a\"}]}}|X"
            })
    void aDocumentOnInstancesIsUndecidedWhereTheFileMayHaveContainerInstances(String beside, String undecided)
            throws GateException, InterruptedException {
        String document =
                "\"X\": {\"Type\": \"AWS::SSM::Association\", \"Properties\": {\"Name\": \"AWS-RunShellScript\"}}";
        assertThat(notEvaluated(document + ", " + beside)).isEqualTo(undecided == null ? 0 : 1);
    }
}
