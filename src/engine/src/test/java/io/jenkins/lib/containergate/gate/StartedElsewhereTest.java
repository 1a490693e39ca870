package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State machines, pipelines and response plans that a file starts, declared in it or not. */
class StartedElsewhereTest {
    private static final List<String> UNDECIDED = List.of("every-resource-evaluated undecided");
    private static final String MACHINE = "arn:aws:states:eu-central-1:123456789012:stateMachine:";
    private static final String DECLARED =
            "\"Machine\": {\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"StateMachineName\":"
                    + " \"orders\", \"Definition\": {\"States\": {\"A\": {\"Type\": \"Wait\"}}}}}, \"Pipeline\":"
                    + " {\"Type\": \"AWS::CodePipeline::Pipeline\", \"Properties\": {\"Stages\": []}}";

    /** Something of ECS, without which a plan is not read. */
    private static final String TASK = change(
            "aws_scheduler_schedule",
            "task",
            "{\"target\": [{\"ecs_parameters\": [{\"task_definition_arn\": \"shop:1\"}]}]}",
            "{}");

    private static List<String> objections(String resource) throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 2);
        return FileObjections.shown(
                FileObjections.findings(FileObjections.template(
                        DECLARED + ", \"X\": {\"Type\": \"" + words[0] + "\", \"Properties\": " + words[1] + "}")),
                finding -> true);
    }

    private static String text(String text) {
        return "\"" + text + "\"";
    }

    private static String sub(String text) {
        return "{\"Fn::Sub\": \"" + text + "\"}";
    }

    private static Stream<String> started(String machine, String pipeline) {
        return Stream.of(
                "AWS::Events::Rule|{\"Targets\": [{\"Id\": \"a\", \"Arn\": " + machine + "}]}",
                "AWS::Events::Rule|{\"Targets\": [{\"Id\": \"a\", \"Arn\": " + pipeline + "}]}",
                "AWS::Scheduler::Schedule|{\"Target\": {\"Arn\": " + machine + "}}",
                "AWS::Pipes::Pipe|{\"Source\": \"arn:aws:sqs:eu-central-1:1:q\", \"Target\": " + machine + "}",
                "AWS::Pipes::Pipe|{\"Source\": \"arn:aws:sqs:eu-central-1:1:q\", \"Enrichment\": " + machine
                        + ", \"Target\": \"arn:aws:sqs:eu-central-1:1:r\"}",
                "AWS::StepFunctions::StateMachine|{\"Definition\": {\"States\": {\"A\": {\"Type\": \"Task\","
                        + " \"Resource\": \"arn:aws:states:::states:startExecution.sync:2\", \"Parameters\":"
                        + " {\"StateMachineArn\": " + machine + "}}}}}");
    }

    static Stream<String> elsewhere() {
        return Stream.of(
                        started(
                                text(MACHINE + "others"),
                                text("arn:aws:codepipeline:eu-central-1:123456789012:others")),
                        started(
                                sub("arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:others"),
                                sub("arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:others")),
                        started(
                                sub("arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${Unknown}"),
                                sub("arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:${Unknown}")),
                        Stream.of(
                                "AWS::Events::Rule|{\"Targets\": [{\"Arn\":"
                                        + " \"arn:aws:ssm-incidents::123456789012:response-plan/others\"}]}",
                                "AWS::Scheduler::Schedule|{\"Target\": {\"Arn\":"
                                        + " \"arn:aws:scheduler:::aws-sdk:sfn:startExecution\", \"Input\":"
                                        + " \"{\\\"StateMachineArn\\\": \\\"" + MACHINE + "others\\\"}\"}}",
                                "AWS::Scheduler::Schedule|{\"Target\": {\"Arn\":"
                                        + " \"arn:aws:scheduler:::aws-sdk:sfn:startExecution\", \"Input\":"
                                        + " {\"Fn::Sub\": \"{\\\"StateMachineArn\\\": \\\"${Unknown}\\\"}\"}}}",
                                "AWS::StepFunctions::StateMachine|{\"Definition\": {\"States\": {\"A\": {\"Type\":"
                                        + " \"Task\", \"Resource\": \"arn:aws:states:::aws-sdk:sfn:startExecution\","
                                        + " \"Parameters\": {\"StateMachineArn.$\": \"$.machine\"}}}}}",
                                "AWS::Pipes::Pipe|{\"Source\": \"s\", \"Target\": {\"Ref\": \"Unknown\"}}",
                                "AWS::ApiGateway::Method|{\"Integration\": {\"Type\": \"AWS\", \"Uri\":"
                                        + " \"arn:aws:apigateway:eu-central-1:states:action/StartExecution\","
                                        + " \"RequestTemplates\": {\"application/json\": \"{\\\"stateMachineArn\\\": \\\""
                                        + MACHINE + "others\\\"}\"}}}"))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void whatTheFileDoesNotDeclareIsUndecided(String resource) throws GateException, InterruptedException {
        assertThat(objections(resource)).isEqualTo(UNDECIDED);
    }

    static Stream<String> declared() {
        return Stream.of(
                        started("{\"Ref\": \"Machine\"}", "{\"Fn::GetAtt\": [\"Pipeline\", \"Arn\"]}"),
                        started(
                                text(MACHINE + "orders"),
                                sub("arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:${Pipeline}")),
                        started(
                                sub("arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${Machine.Name}"),
                                sub("arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:${Pipeline}")),
                        Stream.of("AWS::Scheduler::Schedule|{\"Target\": {\"Arn\":"
                                + " \"arn:aws:scheduler:::aws-sdk:sfn:startExecution\", \"Input\":"
                                + " {\"Fn::Sub\": \"{\\\"StateMachineArn\\\": \\\"${Machine}\\\"}\"}}}"))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("declared")
    void whatTheFileDeclaresIsEvaluatedThere(String resource) throws GateException, InterruptedException {
        assertThat(objections(resource)).isEmpty();
    }

    @Test
    void aStateMachineOfTheSamePlanIsEvaluatedThere() throws GateException, InterruptedException {
        String machine = change(
                "aws_sfn_state_machine",
                "orders",
                "{\"name\": \"orders\", \"definition\": \"{\\\"States\\\": {}}\"}",
                "{}");
        assertThat(terraform(machine, target("orders"))).isEmpty();
        assertThat(terraform(machine, target("others"))).isEqualTo(UNDECIDED);
        assertThat(terraform(machine, change("aws_cloudwatch_event_target", "x", "{}", "{\"arn\": true}")))
                .isEmpty();
    }

    private static String target(String machine) {
        return change("aws_cloudwatch_event_target", "x", "{\"arn\": \"" + MACHINE + machine + "\"}", "{}");
    }

    private static List<String> terraform(String... changes) throws GateException, InterruptedException {
        return FileObjections.shown(
                FileObjections.findings(plan(
                        Stream.concat(Stream.of(TASK), Stream.of(changes)),
                        Stream.of(FileObjections.configured(
                                "aws_cloudwatch_event_target", "x", "arn", "aws_sfn_state_machine.orders")))),
                finding -> true);
    }
}
