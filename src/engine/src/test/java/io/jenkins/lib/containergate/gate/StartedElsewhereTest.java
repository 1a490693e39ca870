package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        return objections(resource, Map.of());
    }

    private static List<String> objections(String resource, Map<String, String> parameters)
            throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 2);
        return FileObjections.shown(
                FileObjections.findings(
                        FileObjections.template(DECLARED + ", \"X\": {\"Type\": \"" + words[0] + "\", \"Properties\": "
                                + words[1] + "}"),
                        parameters),
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
                                sub(
                                        "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:orders"),
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

    /** What looks like what the file declares, or is named beside it. */
    static Stream<String> similar() {
        String own = "arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:";
        return Stream.of(
                        started(
                                text(MACHINE + "orders"),
                                text("arn:aws:codepipeline:eu-central-1:123456789012:orders")),
                        started(
                                sub("arn:aws:states:us-east-1:${AWS::AccountId}:stateMachine:orders"),
                                sub("arn:aws:codepipeline:us-east-1:${AWS::AccountId}:${Pipeline}")),
                        started(
                                sub("arn:aws:states:${AWS::Region}:999999999999:stateMachine:orders"),
                                sub("arn:aws:codepipeline:${AWS::Region}:999999999999:${Pipeline}")),
                        started(
                                sub("arn:aws:states:${Unknown}:${AWS::AccountId}:stateMachine:orders"),
                                sub("arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:orders")),
                        started(
                                sub(own + "${Machine.Name}-old"),
                                sub("arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:${Machine}")),
                        started(
                                sub("arn:aws:states:${AWS::Region}:${AWS::AccountId}:${Unknown}"),
                                sub("arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:${Pipeline}-old")),
                        started(sub(own + "orders:3"), sub("${Machine.Arn}:3")),
                        started(sub(own + "orders:live"), sub("${Machine}:live")),
                        started(
                                "{\"Fn::If\": [\"Later\", {\"Ref\": \"Machine\"}, " + text(MACHINE + "others") + "]}",
                                "{\"Fn::If\": [\"Later\", " + sub(own + "others") + ", {\"Ref\": \"Machine\"}]}"),
                        Stream.of(
                                "AWS::Scheduler::Schedule|{\"Target\": {\"Arn\":"
                                        + " \"arn:aws:scheduler:::aws-sdk:sfn:startExecution\", \"Input\": {\"Fn::Sub\":"
                                        + " \"{\\\"StateMachineArn\\\": \\\"${Unknown}\\\", \\\"Input\\\":"
                                        + " \\\"${Machine}\\\"}\"}}}",
                                "AWS::Scheduler::Schedule|{\"Target\": {\"Arn\":"
                                        + " \"arn:aws:scheduler:::aws-sdk:sfn:redriveExecution\", \"Input\":"
                                        + " {\"Fn::Sub\": \"{\\\"ExecutionArn\\\": \\\"x\\\", \\\"Name\\\":"
                                        + " \\\"${Machine}\\\"}\"}}}",
                                "AWS::StepFunctions::StateMachine|{\"Definition\": {\"States\": {\"A\": {\"Type\":"
                                        + " \"Task\", \"Resource\": \"arn:aws:states:::states:startExecution\","
                                        + " \"Parameters\": {\"StateMachineArn.$\": \"$.machine\", \"Input\": {\"a\":"
                                        + " {\"Ref\": \"Machine\"}}}}}}}"))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("similar")
    void whatIsCalledAsWhatTheFileDeclaresIsUndecidedUnlessItIsThat(String resource)
            throws GateException, InterruptedException {
        assertThat(objections(resource)).isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource({
        "aws, eu-central-1, 123456789012, true",
        "aws-cn, eu-central-1, 123456789012, false",
        "aws, eu-west-1, 123456789012, false",
        "aws, eu-central-1, 999999999999, false"
    })
    void anArnIsThatOfWhatTheFileDeclaresInTheAccountAndRegionOfTheStack(
            String partition, String region, String account, boolean declared)
            throws GateException, InterruptedException {
        Map<String, String> stack = Map.of("AWS::Region", "eu-central-1", "AWS::AccountId", "123456789012");
        String arn = "\"arn:" + partition + ":states:" + region + ":" + account + ":stateMachine:orders\"";
        assertThat(objections("AWS::Events::Rule|{\"Targets\": [{\"Arn\": " + arn + "}]}", stack))
                .isEqualTo(declared ? List.of() : UNDECIDED);
    }

    @Test
    void aNameWithAParameterIsThatOfTheSameParameter() throws GateException, InterruptedException {
        String machine = DECLARED.replace("\"orders\"", sub("orders-${Unknown}"));
        String arn = "arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:";
        for (String name : List.of("orders-${Unknown}", "orders-${AWS::StackName}")) {
            String rule = "\"X\": {\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"Arn\": "
                    + sub(arn + name) + "}]}}";
            assertThat(FileObjections.shown(
                            FileObjections.findings(FileObjections.template(machine + ", " + rule)), finding -> true))
                    .isEqualTo(name.contains("Unknown") ? List.of() : UNDECIDED);
        }
    }

    @Test
    void aStateMachineOfTheSamePlanIsEvaluatedThere() throws GateException, InterruptedException {
        String machine = change(
                "aws_sfn_state_machine",
                "orders",
                "{\"name\": \"orders\", \"definition\": \"{\\\"States\\\": {}}\"}",
                "{}");
        String applied =
                machine.replace("\"name\": \"orders\",", "\"name\": \"orders\", \"arn\": \"" + MACHINE + "orders\",");
        assertThat(terraform(applied, target("orders"))).isEmpty();
        assertThat(terraform(applied, target("orders:1"))).isEqualTo(UNDECIDED);
        assertThat(terraform(machine, target("orders"))).isEqualTo(UNDECIDED);
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

    /** A state machine, and a rule that starts it by an ARN in full. */
    private static List<String> located(String prior, String provider, String data)
            throws GateException, InterruptedException {
        String target = "{\"arn\": \"" + MACHINE + "orders\"}";
        String machine = "{\"name\": \"orders\", \"definition\": \"{\\\"States\\\": {}}\"}";
        String configured = "{\"address\": \"%s.x\", \"mode\": \"%s\", \"type\": \"%s\", \"name\": \"x\","
                + " \"provider_config_key\": \"aws\", \"expressions\": {%s}}";
        String plan = plan(
                Stream.of(
                        TASK,
                        change("aws_sfn_state_machine", "x", machine, "{\"arn\": true}"),
                        change("aws_cloudwatch_event_target", "x", target, "{}")),
                Stream.of(
                        configured.formatted("aws_sfn_state_machine", "managed", "aws_sfn_state_machine", ""),
                        configured.formatted(
                                "aws_cloudwatch_event_target", "managed", "aws_cloudwatch_event_target", ""),
                        configured.formatted("data.aws_region", "data", "aws_region", data),
                        configured.formatted("data.aws_caller_identity", "data", "aws_caller_identity", "")));
        String located = "{\"prior_state\": {\"values\": {\"root_module\": {\"resources\": [" + prior + "]}}}, "
                + plan.substring(1)
                        .replace(
                                "\"configuration\": {",
                                "\"configuration\": {\"provider_config\": {\"aws\": {\"expressions\": {" + provider
                                        + "}}}, ");
        return FileObjections.shown(FileObjections.findings(located), finding -> finding.undecided());
    }

    private static String read(String type, String attribute, String value) {
        return "{\"address\": \"data." + type + ".x\", \"mode\": \"data\", \"type\": \"" + type
                + "\", \"name\": \"x\", \"values\": {\"" + attribute + "\": \"" + value + "\"}}";
    }

    @Test
    void aPlanIsWhereItsProviderAndDataSourcesSay() throws GateException, InterruptedException {
        String account = read("aws_caller_identity", "account_id", "123456789012");
        String region = "\"region\": {\"constant_value\": \"eu-central-1\"}";
        String allowed = "\"allowed_account_ids\": {\"constant_value\": [%s]}";
        assertThat(located(account, region, "")).isEmpty();
        assertThat(located(account + ", " + read("aws_region", "name", "eu-central-1"), "", ""))
                .isEmpty();
        assertThat(located("", region + ", " + allowed.formatted("\"123456789012\""), ""))
                .isEmpty();

        assertThat(located("", region, "")).isEqualTo(UNDECIDED);
        assertThat(located(account, "", "")).isEqualTo(UNDECIDED);
        assertThat(located(read("aws_caller_identity", "account_id", "999999999999"), region, ""))
                .isEqualTo(UNDECIDED);
        assertThat(located("", region + ", " + allowed.formatted("\"123456789012\", \"999999999999\""), ""))
                .isEqualTo(UNDECIDED);
        assertThat(located(
                        account + ", " + read("aws_region", "name", "eu-central-1"),
                        "",
                        "\"name\": {\"constant_value\": \"eu-central-1\"}"))
                .isEqualTo(UNDECIDED);
    }
}
