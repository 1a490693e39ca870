package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.UnknownTargetsTest.UNKNOWN;
import static io.jenkins.lib.containergate.gate.UnknownTargetsTest.sub;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources of other services that start state machines, pipelines and response plans. */
class StartersTest {
    private static final List<String> UNDECIDED = List.of("every-resource-evaluated undecided");
    private static final String DECLARED =
            "\"Machine\": {\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"StateMachineName\":"
                    + " \"orders\", \"Definition\": {\"States\": {\"A\": {\"Type\": \"Wait\"}}}}}, \"Pipeline\":"
                    + " {\"Type\": \"AWS::CodePipeline::Pipeline\", \"Properties\": {\"Name\": \"build\", \"Stages\":"
                    + " []}}, \"Current\": {\"Type\": \"AWS::StepFunctions::StateMachineVersion\", \"Properties\":"
                    + " {\"StateMachineArn\": {\"Ref\": \"Machine\"}, \"StateMachineRevisionId\": {\"Fn::GetAtt\":"
                    + " [\"Machine\", \"StateMachineRevisionId\"]}}}";
    private static final String ARN = "arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:";
    private static final String INTEGRATION = "AWS::ApiGateway::Method|{\"Integration\": {\"Type\": \"AWS\", \"Uri\": "
            + sub("arn:aws:apigateway:${AWS::Region}:states:action/StartExecution");

    private static List<String> objections(String resource) throws GateException, InterruptedException {
        return FileObjections.beside(DECLARED, resource);
    }

    private static String rule(String action) {
        return "AWS::IoT::TopicRule|{\"TopicRulePayload\": {\"Sql\": \"SELECT *\", " + action + "}}";
    }

    private static String starts(String machine) {
        return rule("\"Actions\": [{\"StepFunctions\": {\"RoleArn\": \"r\", \"StateMachineName\": " + machine + "}}]");
    }

    private static String alias(String version) {
        return "AWS::StepFunctions::StateMachineAlias|{\"Name\": \"live\", \"RoutingConfiguration\":"
                + " [{\"Weight\": 90, \"StateMachineVersionArn\": {\"Ref\": \"Current\"}}, {\"Weight\": 10,"
                + " \"StateMachineVersionArn\": " + version + "}]}";
    }

    private static String action(String provider, String configuration) {
        return "AWS::CodePipeline::Pipeline|{\"Stages\": [{\"Actions\": [{\"ActionTypeId\": {\"Provider\": \""
                + provider + "\"}, \"Configuration\": " + configuration + "}]}]}";
    }

    /** @param rules of a stage, with a gap for one that runs the command */
    private static String condition(String rules, String command) {
        String rule = "{\"RuleTypeId\": {\"Provider\": \"Commands\"}, \"Commands\": [\"" + command + "\"]}";
        return "AWS::CodePipeline::Pipeline|{\"Stages\": [{\"OnSuccess\": {\"Conditions\": [{\"Rules\": "
                + rules.formatted(rule) + "}]}}]}";
    }

    private static String template(String machine, String passthrough) {
        return INTEGRATION + ", \"PassthroughBehavior\": \"" + passthrough
                + "\", \"RequestTemplates\": {\"application/json\": {\"Fn::Sub\": \"{\\\"input\\\":"
                + " \\\"$util.escapeJavaScript($input.json('$'))\\\", \\\"stateMachineArn\\\": \\\"" + machine
                + "\\\"}\"}}}}";
    }

    private static String body(String template) {
        return INTEGRATION + ", \"PassthroughBehavior\": \"NEVER\", \"RequestTemplates\": {\"application/json\":"
                + " {\"Fn::Sub\": " + TextNode.valueOf(template.formatted("${Machine.Arn}")) + "}}}}";
    }

    private static String subtype(String machine) {
        return "AWS::ApiGatewayV2::Integration|{\"IntegrationType\": \"AWS_PROXY\", \"IntegrationSubtype\":"
                + " \"StepFunctions-StartExecution\", \"RequestParameters\": {\"Input\": \"$request.body\","
                + " \"StateMachineArn\": " + machine + "}}";
    }

    private static String signed(String service) {
        return "AWS::AppSync::DataSource|{\"Type\": \"HTTP\", \"HttpConfig\": {\"Endpoint\": \"https://states\","
                + " \"AuthorizationConfig\": {\"AwsIamConfig\": {\"SigningServiceName\": \"" + service + "\"}}}}";
    }

    static Stream<String> elsewhere() {
        return Stream.of(
                starts("\"others\""),
                starts("\"build\""),
                starts(UNKNOWN),
                starts(sub("${Machine.Name}-old")),
                rule("\"Actions\": [{\"Lambda\": {\"FunctionArn\": \"f\"}}], \"ErrorAction\": {\"StepFunctions\":"
                        + " {\"StateMachineName\": \"others\"}}"),
                rule("\"Actions\": " + UNKNOWN),
                rule("\"Actions\": [" + UNKNOWN + "]"),
                "AWS::IoT::TopicRule|{\"TopicRulePayload\": " + UNKNOWN + "}",
                alias(UNKNOWN),
                alias(sub(ARN + "orders:1")),
                alias(sub("${Machine.Arn}:1")),
                "AWS::StepFunctions::StateMachineAlias|{\"RoutingConfiguration\": " + UNKNOWN + "}",
                "AWS::StepFunctions::StateMachineAlias|{\"DeploymentPreference\": {\"StateMachineVersionArn\": \"a\"}}",
                "AWS::StepFunctions::StateMachineVersion|{\"StateMachineArn\": {\"Ref\": \"Machine\"}}",
                "AWS::StepFunctions::StateMachineVersion|{\"StateMachineArn\": \"a\", \"StateMachineRevisionId\":"
                        + " \"a\"}",
                "AWS::CodePipeline::Webhook|{\"TargetPipeline\": \"others\"}",
                "AWS::CodePipeline::Webhook|{\"TargetPipeline\": \"orders\"}",
                "AWS::CloudWatch::Alarm|{\"AlarmActions\": [\"arn:aws:ssm-incidents::1:response-plan/others\"]}",
                "AWS::CloudWatch::CompositeAlarm|{\"OKActions\": ["
                        + sub("arn:aws:ssm-incidents::1:response-plan/${Unknown}") + "]}",
                signed("states"),
                signed("servicecatalog"),
                signed("apprunner"),
                signed("ssm-incidents"),
                signed("iot"),
                "AWS::AppSync::DataSource|{\"Type\": \"HTTP\", \"HttpConfig\": " + UNKNOWN + "}",
                "AWS::ImageBuilder::Workflow|{\"Data\": \"steps: [{action: ExecuteStateMachine}]\"}",
                "AWS::ImageBuilder::Workflow|{\"Uri\": \"s3://b/w.yml\"}",
                action("StepFunctions", "{\"StateMachineArn\": " + sub(ARN + "others") + "}"),
                action("StepFunctions", UNKNOWN),
                action("CodePipeline", "{\"PipelineName\": \"others\"}"),
                action("CloudFormation", "{\"ActionMode\": \"CREATE_UPDATE\"}"),
                action("Commands", "{}, \"Commands\": [\"aws ecs run-task --cluster c\"]"),
                action(
                        "Commands",
                        "{}, \"Commands\": [" + sub("aws ecs --region ${Unknown} update-service") + ", \"ls\"]"),
                action("Commands", "{}, \"Commands\": \"aws ecs run-task\""),
                action(
                        "Commands",
                        "{}, \"Commands\": [\"python3 -c \\\"import boto3;"
                                + " boto3.client(\\u0027ecs\\u0027).run_task()\\\"\"]"),
                action("Commands", "{}, \"Commands\": [\"aws ecs \\\\\", \"  run-task --cluster c\"]"),
                action("Commands", "{}, \"Commands\": [" + UNKNOWN + "]"),
                action("Commands", "{}, \"Commands\": [\"ls\", {\"Fn::Join\": [\"\", [" + UNKNOWN + ", \" \"]]}]"),
                action("Commands", "{}, \"Commands\": " + UNKNOWN),
                action("Commands", "{}, \"Commands\": {\"Fn::If\": [\"C\", [\"aws ecs run-task\"], [\"ls\"]]}"),
                condition("{\"Fn::If\": [\"C\", [%s], {\"Ref\": \"AWS::NoValue\"}]}", "aws ecs run-task"),
                condition("[{\"Fn::If\": [\"C\", %s, {\"Ref\": \"AWS::NoValue\"}]}]", "aws ecs run-task"),
                condition(UNKNOWN, ""),
                action("CloudFormationStackSet", "{\"TemplatePath\": \"a::b\"}"),
                "AWS::SSM::MaintenanceWindowTask|{\"TaskType\": \"STEP_FUNCTIONS\", \"TaskArn\": " + sub(ARN + "others")
                        + "}",
                "AWS::SSM::MaintenanceWindowTask|{\"TaskType\": \"STEP_FUNCTIONS\", \"TaskArn\": " + UNKNOWN + "}",
                "AWS::SSM::MaintenanceWindowTask|{\"TaskType\": " + UNKNOWN + ", \"TaskArn\": " + sub(ARN + "others")
                        + "}",
                "AWS::SSM::MaintenanceWindowTask|{\"TaskType\": " + UNKNOWN + ", \"TaskArn\": " + UNKNOWN + "}",
                "AWS::SSM::Document|{\"Content\": {\"mainSteps\": [{\"action\": \"aws:executeStateMachine\"}]}}",
                "AWS::SSM::Document|{\"Content\": {\"mainSteps\": [{\"action\": \"aws:createStack\"}]}}",
                INTEGRATION + "}}",
                template("$input.path('$.machine')", "NEVER"),
                template(ARN + "others", "NEVER"),
                template("${Machine.Arn}", "WHEN_NO_MATCH"),
                body("{\"stateMachineArn\": \"%s\", \"input\": \"$input.json('$')\"}"),
                body("#set($all = $input.body){\"stateMachineArn\": \"%s\", \"input\": \"${!all}\"}"),
                body("#foreach($p in $input.params().keySet())$p#end{\"stateMachineArn\": \"%s\"}"),
                body("{\"stateMachineArn\": \"%s\", \"name\": \"$context.authorizer.name\"}"),
                body("#set($all.of = $input.body){\"stateMachineArn\": \"%s\", \"input\": \"$all.of\"}"),
                body("#set($all[0] = $input.body){\"stateMachineArn\": \"%s\", \"input\": \"$all\"}"),
                body("#set($unused = $all.put(\"a\", $input.body)){\"stateMachineArn\": \"%s\", \"input\": \"$all\"}"),
                body("#set($unused = $all.get(\"of\").put(\"a\", $input.body)){\"stateMachineArn\": \"%s\","
                        + " \"input\": \"$all\"}"),
                body("#set($unused = $all[$key].put(\"a\", $input.body)){\"stateMachineArn\": \"%s\", \"input\":"
                        + " \"$all\"}"),
                body("#if($all.of.add($input.body))#end{\"stateMachineArn\": \"%s\", \"input\": \"$all\"}"),
                body("{\"stateMachineArn\": \"%s\", \"name\":"
                        + " \"$util.urlDecode($util.escapeJavaScript($input.params('a')))\"}"),
                body("{\"stateMachineArn\": \"%s\", \"input\": \"$util.escapeJavaScript($input.body\"}"),
                template("${Machine.Arn}", "NEVER")
                        .replace(
                                "\"Type\": \"AWS\"",
                                "\"RequestParameters\": {\"integration.request.header.X-Amz-Target\":"
                                        + " \"method.request.header.x\"}"),
                INTEGRATION.replace("Start", "Create") + "}}",
                subtype("\"$request.body.machine\""),
                subtype(sub(ARN + "others")),
                "AWS::ApiGatewayV2::Integration|{\"IntegrationSubtype\": " + UNKNOWN + "}");
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void whatStartsOthersThanTheFileDeclaresIsUndecided(String resource) throws GateException, InterruptedException {
        assertThat(objections(resource)).isEqualTo(UNDECIDED);
    }

    static Stream<String> declared() {
        return Stream.of(
                starts("\"orders\""),
                starts(sub("${Machine.Name}")),
                starts("{\"Fn::GetAtt\": [\"Machine\", \"Name\"]}"),
                rule("\"Actions\": [{\"Lambda\": {\"FunctionArn\": " + UNKNOWN + "}}]"),
                alias("{\"Ref\": \"Current\"}"),
                "AWS::CodePipeline::Webhook|{\"TargetPipeline\": {\"Ref\": \"Pipeline\"}}",
                "AWS::CloudWatch::Alarm|{\"AlarmActions\": [" + UNKNOWN + ", \"arn:aws:sns:eu-central-1:1:a\"]}",
                "AWS::AppSync::DataSource|{\"Type\": \"AWS_LAMBDA\", \"LambdaConfig\": {\"LambdaFunctionArn\": "
                        + UNKNOWN + "}}",
                "AWS::AppSync::DataSource|{\"Type\": \"HTTP\", \"HttpConfig\": {\"Endpoint\": \"https://a\"}}",
                signed("dynamodb"),
                "AWS::ImageBuilder::Workflow|{\"Data\": \"steps: []\"}",
                action("StepFunctions", "{\"StateMachineArn\": {\"Ref\": \"Machine\"}}"),
                action("CodePipeline", "{\"PipelineName\": {\"Ref\": \"Pipeline\"}}"),
                action("CloudFormation", "{\"ActionMode\": \"DELETE_ONLY\"}"),
                action("Commands", "{}, \"Commands\": [\"aws ecs describe-services\", \"npm test\"]"),
                action(
                        "Commands",
                        "{}, \"Commands\": [\"aws ecs describe-services\", \"npm run update-snapshots\", "
                                + sub("docker build -t ${Unknown} .") + "]"),
                condition("{\"Fn::If\": [\"C\", [%s], {\"Ref\": \"AWS::NoValue\"}]}", "npm test"),
                action("CodeBuild", "{\"ProjectName\": \"p\"}"),
                "AWS::SSM::MaintenanceWindowTask|{\"TaskType\": \"STEP_FUNCTIONS\", \"TaskArn\": {\"Ref\":"
                        + " \"Machine\"}}",
                template("${Machine.Arn}", "NEVER"),
                body("#set($in = '')#set($in = \"$in,@@body@@: $input.body\")#set($in ="
                        + " $in.replaceAll(\"@@\",'\"'))#set($len = $in.length() - 1){\"stateMachineArn\": \"%s\","
                        + " \"name\": \"$context.requestId\", \"input\":"
                        + " \"{$util.escapeJavaScript($in.substring(1,$len)).replaceAll(\"\\\\'\",\"'\")}\"}"),
                body("#if($input.params('a') != '')#end{\"stateMachineArn\": \"%s\", \"input\": \"{}\"}"),
                body("#if($context.stage == $input.params('a'))#end{\"stateMachineArn\": \"%s\", \"name\":"
                        + " \"$context.requestId\"}"),
                body("{\"stateMachineArn\": \"%s\", \"name\":"
                        + " \"$util.escapeJavaScript($util.urlDecode($input.params('a')))\"}"),
                template(ARN + "orders", "WHEN_NO_TEMPLATES"),
                subtype("{\"Ref\": \"Machine\"}"),
                INTEGRATION.replace("Start", "Describe") + "}}");
    }

    @ParameterizedTest
    @MethodSource("declared")
    void whatStartsWhatTheFileDeclaresIsNoObjection(String resource) throws GateException, InterruptedException {
        assertThat(objections(resource)).isEmpty();
    }

    /** Something of ECS, without which a plan is not read, and a state machine. */
    private static List<String> plan(String provider, String... changes) throws GateException, InterruptedException {
        String machine = change(
                "aws_sfn_state_machine",
                "orders",
                "{\"name\": \"orders\", \"definition\": \"{\\\"States\\\": {}}\"}",
                "{\"arn\": true, \"state_machine_version_arn\": true}");
        String plan = FileObjections.plan(
                Stream.concat(
                        Stream.of(change("aws_ecs_cluster", "c", "{\"name\": \"c\"}", "{}"), machine),
                        Stream.of(changes)),
                Stream.of(
                        configured("aws_sfn_state_machine", "orders", "aws"),
                        configured("aws_iot_topic_rule", "x", provider),
                        configured("aws_sfn_alias", "x", provider)));
        return FileObjections.shown(FileObjections.findings(plan), finding -> finding.undecided());
    }

    private static String configured(String type, String name, String provider) {
        return "{\"address\": \"" + type + "." + name + "\", \"mode\": \"managed\", \"type\": \"" + type
                + "\", \"name\": \"" + name + "\", \"provider_config_key\": \"" + provider
                + "\", \"expressions\": {\"routing_configuration\": [{\"state_machine_version_arn\": {\"references\":"
                + " [\"aws_sfn_state_machine.orders.state_machine_version_arn\","
                + " \"aws_sfn_state_machine.orders\"]}}]}}";
    }

    @ParameterizedTest
    @CsvSource({"aws, orders, false", "aws, others, true", "aws.other, orders, true"})
    void aRuleOfAPlanStartsTheStateMachineOfItsOwnProvider(String provider, String name, boolean undecided)
            throws GateException, InterruptedException {
        for (String block : List.of("{\"step_functions\": [%s]}", "{\"error_action\": [{\"step_functions\": [%s]}]}")) {
            String rule = block.formatted("{\"state_machine_name\": \"" + name + "\"}");
            assertThat(plan(provider, change("aws_iot_topic_rule", "x", rule, "{}")))
                    .isEqualTo(undecided ? UNDECIDED : List.of());
        }
    }

    @Test
    void anAliasOfAPlanIsOfTheVersionThatItPublishes() throws GateException, InterruptedException {
        String unknown = "{\"routing_configuration\": [{\"state_machine_version_arn\": true}]}";
        assertThat(plan(
                        "aws",
                        change("aws_sfn_alias", "x", "{\"routing_configuration\": [{\"weight\": 100}]}", unknown)))
                .isEmpty();
        assertThat(plan(
                        "aws",
                        change(
                                "aws_sfn_alias",
                                "x",
                                "{\"routing_configuration\": [{\"state_machine_version_arn\":"
                                        + " \"arn:aws:states:eu-central-1:1:stateMachine:orders:1\"}]}",
                                "{}")))
                .isEqualTo(UNDECIDED);
        // the configuration says nothing of the second
        assertThat(plan(
                        "aws",
                        change(
                                "aws_sfn_alias",
                                "x",
                                "{\"routing_configuration\": [{\"weight\": 90}, {\"weight\": 10}]}",
                                "{\"routing_configuration\": [{\"state_machine_version_arn\": true},"
                                        + " {\"state_machine_version_arn\": true}]}")))
                .isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_codepipeline_webhook|{\"target_pipeline\": \"others\"}",
                "aws_cloudwatch_metric_alarm|{\"alarm_actions\": [\"arn:aws:ssm-incidents::1:response-plan/others\"]}",
                "aws_appsync_datasource|{\"http_config\": [{\"authorization_config\": [{\"aws_iam_config\":"
                        + " [{\"signing_service_name\": \"ecs\"}]}]}]}",
                "aws_codepipeline|{\"stage\": [{\"action\": [{\"provider\": \"Commands\", \"commands\":"
                        + " [\"aws ecs run-task\"]}]}]}",
                "aws_codepipeline|{\"stage\": [{\"action\": [{\"provider\": \"StepFunctions\", \"configuration\":"
                        + " {\"StateMachineArn\": \"arn:aws:states:eu-central-1:1:stateMachine:others\"}}]}]}",
                "aws_api_gateway_integration|{\"type\": \"AWS\", \"uri\":"
                        + " \"arn:aws:apigateway:eu-central-1:states:action/StartExecution\"}",
                "aws_apigatewayv2_integration|{\"integration_subtype\": \"StepFunctions-StartSyncExecution\","
                        + " \"request_parameters\": {\"StateMachineArn\": \"$request.body.machine\"}}",
                "aws_apigatewayv2_api|{\"body\": \"paths: {/: {post: {x-amazon-apigateway-integration: {subtype:"
                        + " StepFunctions-StartExecution}}}}\"}",
                "aws_api_gateway_rest_api|{\"body\": \"{\\\"uri\\\":"
                        + " \\\"arn:aws:apigateway:eu-central-1:states:action/StartExecution\\\"}\"}"
            })
    void whatAPlanStartsElsewhereIsUndecided(String resource) throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 2);
        assertThat(plan("aws", change(words[0], "x", words[1], "{}"))).isEqualTo(UNDECIDED);
    }
}
