package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.UnknownTargetsTest.UNKNOWN;
import static io.jenkins.lib.containergate.gate.UnknownTargetsTest.sub;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of Systems Manager beside a task that runs on Fargate alone: runbooks can start tasks there as well. */
class RunbooksTest {
    private static final List<String> UNDECIDED = List.of("every-resource-evaluated undecided");
    private static final String ARN = "arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:automation-definition/";
    private static final String DECLARED =
            "\"Runbook\": {\"Type\": \"AWS::SSM::Document\", \"Properties\": {\"Name\": \"own\", \"DocumentType\":"
                    + " \"Automation\", \"Content\": {\"mainSteps\": [{\"action\": \"aws:sleep\"}]}}}, \"Hidden\":"
                    + " {\"Type\": \"AWS::SSM::Document\", \"Properties\": {\"Content\": " + UNKNOWN + "}}, \"Filled\":"
                    + " {\"Type\": \"AWS::SSM::Document\", \"Properties\": {\"Content\": {\"Fn::Join\": [\"\", ["
                    + UNKNOWN
                    + ", \" \"]]}}}, \"Steps\": {\"Type\": \"AWS::SSM::Document\", \"Properties\": {\"Content\":"
                    + " {\"mainSteps\": " + UNKNOWN + "}}}";

    private static List<String> objections(String resource) throws GateException, InterruptedException {
        return FileObjections.beside(DECLARED, resource);
    }

    private static String association(String rest) {
        return "AWS::SSM::Association|{\"Name\": " + rest + "}";
    }

    private static String window(String type, String document) {
        return "AWS::SSM::MaintenanceWindowTask|{\"TaskType\": " + type + ", \"TaskArn\": " + document + "}";
    }

    private static String rule(String arn) {
        return "AWS::Events::Rule|{\"Targets\": [{\"Id\": \"a\", \"Arn\": " + arn + "}]}";
    }

    private static String remediation(String document) {
        return "AWS::Config::RemediationConfiguration|{\"TargetType\": \"SSM_DOCUMENT\", \"TargetId\": " + document
                + "}";
    }

    private static String experiment(String action, String document) {
        return "AWS::FIS::ExperimentTemplate|{\"Actions\": {\"A\": {\"ActionId\": \"" + action
                + "\", \"Parameters\": {\"documentArn\": " + document + "}}}}";
    }

    private static String plan(String document) {
        return "AWS::SSMIncidents::ResponsePlan|{\"Actions\": [{\"SsmAutomation\": {\"DocumentName\": " + document
                + "}}]}";
    }

    private static String running(String document) {
        return "AWS::SSM::Document|{\"Content\": {\"mainSteps\": [{\"action\": \"aws:executeAutomation\", \"inputs\":"
                + " {\"DocumentName\": \"" + document + "\"}}]}}";
    }

    private static String steps(String steps) {
        return "AWS::SSM::Document|{\"DocumentType\": \"Automation\", \"Content\": {\"mainSteps\": [" + steps + "]}}";
    }

    private static String step(String action, String inputs) {
        return steps("{\"name\": \"a\", \"action\": \"aws:" + action + "\", \"inputs\": " + inputs + "}");
    }

    private static String script(String code) {
        return step("executeScript", "{\"Runtime\": \"python3.11\", \"Script\": \"" + code + "\"}");
    }

    static Stream<String> whatOnlyTheRunKnows() {
        return Stream.of(
                running("others"),
                running("{{ Runbook }}"),
                running("own:3"),
                running("AWS-{{ Name }}"),
                step("executeAutomation", "{\"DocumentName\": " + UNKNOWN + "}"),
                step("executeAutomation", UNKNOWN),
                step("executeAutomation", "{}"),
                step("executeAutomation", "{\"DocumentName\": \"own\", \"DocumentVersion\": \"3\"}"),
                step(
                        "executeAutomation",
                        "{\"DocumentName\": \"own\", \"TargetLocations\": [{\"Accounts\": [\"123456789012\"]}]}"),
                steps("{\"action\": \"aws:loop\", \"inputs\": {\"Steps\": [{\"action\": \"aws:executeAutomation\","
                        + " \"inputs\": {\"DocumentName\": \"others\"}}]}}"),
                steps("{\"action\": " + UNKNOWN + ", \"inputs\": {\"DocumentName\": \"others\"}}"),
                steps("{\"action\": \"aws:sleep\"}, " + UNKNOWN),
                steps("{\"Fn::If\": [\"C\", {\"action\": \"aws:executeAutomation\", \"inputs\": {\"DocumentName\":"
                        + " \"others\"}}, {\"Ref\": \"AWS::NoValue\"}]}"),
                "AWS::SSM::Document|{\"Content\": \"mainSteps:\\n- action: aws:executeAutomation\\n  inputs:\\n   "
                        + " DocumentName: others\"}",
                "AWS::SSM::Document|{\"Content\": {\"Fn::Sub\": \"mainSteps:\\n- action: aws:executeAutomation\\n "
                        + " inputs:\\n    DocumentName: ${Unknown}\"}}",
                "AWS::SSM::Document|{\"Content\": \"a: &x b\\nmainSteps:\\n- action: aws:executeAutomation\\n  inputs:"
                        + " {DocumentName: *x}\"}",
                step("executeAwsApi", "{\"Service\": \"{{ Service }}\", \"Api\": \"{{ Api }}\"}"),
                step("executeAwsApi", "{\"Service\": \"{{ Service }}\", \"Api\": \"RunTask\"}"),
                step("executeAwsApi", "{\"Service\": \"{{ Service }}\", \"Api\": \"start_execution\"}"),
                step("executeAwsApi", "{\"Service\": \"ecs\", \"Api\": \"{{ Api }}\"}"),
                step("executeAwsApi", "{\"Service\": \"stepfunctions\", \"Api\": " + UNKNOWN + "}"),
                step("executeAwsApi", "{\"Service\": " + UNKNOWN + ", \"Api\": \"RunTask\"}"),
                step("executeAwsApi", UNKNOWN),
                step("assertAwsResourceProperty", "{\"Service\": \"ecs\", \"Api\": \"{{ Api }}\"}"),
                step("assertAwsResourceProperty", "{\"Service\": \"ecs\", \"Api\": \"RunTask\"}"),
                step("waitForAwsResourceProperty", "{\"Service\": \"{{ Service }}\", \"Api\": \"RunTask\"}"),
                script("{{ Script }}"),
                script("import boto3\\ndef f(e, c):\\n  boto3.client(e['service']).run_task(cluster='c')"),
                script("import boto3\\ndef f(e, c):\\n  getattr(boto3.client('ecs'), e['call'])()"),
                script("import boto3\\ndef f(e, c):\\n  getattr(boto3.client(e['s']), e['call'])()"));
    }

    @ParameterizedTest
    @MethodSource("whatOnlyTheRunKnows")
    void aRunbookOfWhichOnlyTheRunKnowsWhatItStartsIsUndecided(String resource)
            throws GateException, InterruptedException {
        assertThat(objections(resource)).isEqualTo(UNDECIDED);
    }

    static Stream<String> known() {
        return Stream.of(
                running("own"),
                running("AWS-StopEC2Instance"),
                running("arn:aws:ssm:eu-central-1::document/AWS-StopEC2Instance"),
                step("executeAutomation", "{\"DocumentName\": {\"Ref\": \"Runbook\"}}"),
                step(
                        "executeAutomation",
                        "{\"DocumentName\": \"AWS-StopEC2Instance\", \"DocumentVersion\": \"1\", \"TargetLocations\":"
                                + " [{\"Accounts\": [\"123456789012\"]}]}"),
                "AWS::SSM::Document|{\"Content\": {\"Fn::Sub\": \"mainSteps:\\n- action: aws:executeAutomation\\n "
                        + " inputs:\\n    DocumentName: ${Runbook}\"}}",
                "AWS::SSM::Document|{\"Content\": {\"Fn::Sub\": \"{\\\"mainSteps\\\": [{\\\"action\\\":"
                        + " \\\"aws:executeAutomation\\\", \\\"inputs\\\": {\\\"DocumentName\\\":"
                        + " \\\"${Runbook}\\\"}}]}\"}}",
                step(
                        "executeAutomation",
                        "{\"DocumentName\": {\"Ref\": \"Runbook\"}, \"RuntimeParameters\": {\"DocumentVersion\": \"3\","
                                + " \"TargetLocations\": \"a\"}}"),
                step("waitForAwsResourceProperty", "{\"Service\": \"ecs\", \"Api\": \"DescribeServices\"}"),
                step("waitForAwsResourceProperty", "{\"Service\": \"rds\", \"Api\": \"{{ Api }}\"}"),
                step("executeAwsApi", "{\"Service\": \"ec2\", \"Api\": \"{{ Api }}\"}"),
                step("executeAwsApi", "{\"Service\": \"{{ Service }}\", \"Api\": \"DescribeInstances\"}"),
                step("executeAwsApi", "{\"Service\": \"ecs\", \"Api\": \"DescribeTasks\"}"),
                step("executeAwsApi", "{\"Service\": \"ec2\", \"Api\": \"StopInstances\", \"Id\": " + UNKNOWN + "}"),
                step("sleep", "{\"Duration\": " + UNKNOWN + "}"),
                step("runCommand", "{\"DocumentName\": \"others\", \"InstanceIds\": [\"{{ Id }}\"]}"),
                script("import boto3\\ndef f(e, c):\\n  return boto3.client(e['service']).describe_tasks()"),
                script("import boto3\\n"
                        + "def f(e, c):\\n"
                        + "  boto3.client('ec2', region_name=e['region']).stop_instances()"));
    }

    @ParameterizedTest
    @MethodSource("known")
    void aRunbookThatSaysWhatItCallsIsNoObjection(String resource) throws GateException, InterruptedException {
        assertThat(objections(resource)).isEmpty();
    }

    static Stream<String> elsewhere() {
        return Stream.of(
                association("\"others\""),
                association("\"others\", \"AutomationTargetParameterName\": \"I\", \"Targets\": [{\"Key\": \"k\"}]"),
                association("\"others\", \"Targets\": []"),
                association("\"others\", \"Targets\": {\"Fn::If\": [\"C\", [{\"Key\": \"k\"}], {\"Ref\":"
                        + " \"AWS::NoValue\"}]}"),
                association("\"own\", \"DocumentVersion\": \"3\""),
                association("\"own\", \"DocumentVersion\": " + UNKNOWN),
                association(UNKNOWN),
                association("{\"Ref\": \"Hidden\"}"),
                association("{\"Ref\": \"Filled\"}"),
                association("{\"Ref\": \"Steps\"}"),
                association("\"AWS-ECSRunTask\""),
                association("\"AWS-UpdateCloudFormationStack\""),
                window("\"AUTOMATION\"", "\"others\""),
                window(UNKNOWN, "\"others\""),
                window("\"AUTOMATION\"", "\"AWS-ECSRunTask\""),
                rule(sub(ARN + "others:$DEFAULT")),
                rule(sub(ARN + "${Unknown}")),
                rule(sub(ARN + "own:3")),
                rule("\"arn:aws:ssm:eu-west-1:123456789012:automation-definition/own\""),
                remediation("\"others\""),
                remediation(UNKNOWN),
                plan("\"others\""),
                plan("\"own\", \"TargetAccount\": \"IMPACTED_ACCOUNT\""),
                plan("\"own\", \"TargetAccount\": " + UNKNOWN),
                experiment("aws:ssm:start-automation-execution", "\"others\""),
                running("AWS-ECSRunTask"),
                "AWS::SSM::Document|{\"Content\": \"mainSteps:\\n- action: aws:executeAutomation\\n  inputs:\\n   "
                        + " DocumentName: AWS-CreateCloudFormationStack\"}",
                "AWS::SSM::Document|{\"Content\": {\"mainSteps\": [{\"action\": \"aws:executeScript\", \"inputs\":"
                        + " {\"Script\": \"import boto3\\nboto3.client('ecs').run_task(cluster='c')\"}}]}}",
                "AWS::SSM::Document|{\"Content\": {\"mainSteps\": [{\"action\": \"aws:runShellScript\", \"inputs\":"
                        + " {\"runCommand\": [\"aws ecs run-task --cluster c\"]}}]}}");
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void aRunbookThatTheFileDoesNotDeclareIsUndecided(String resource) throws GateException, InterruptedException {
        assertThat(objections(resource)).isEqualTo(UNDECIDED);
    }

    static Stream<String> declared() {
        return Stream.of(
                association("{\"Ref\": \"Runbook\"}"),
                association("\"own\""),
                association("\"own\", \"DocumentVersion\": \"$DEFAULT\""),
                association("\"AWS-StopEC2Instance\", \"DocumentVersion\": \"1\""),
                association("\"others\", \"Targets\": [{\"Key\": \"InstanceIds\", \"Values\": [\"*\"]}]"),
                association("\"AWS-RunShellScript\", \"InstanceId\": \"i-1\""),
                window("\"AUTOMATION\"", "{\"Ref\": \"Runbook\"}"),
                window("\"RUN_COMMAND\"", "\"others\""),
                rule(sub(ARN + "own")),
                rule(sub(ARN + "${Runbook}:$DEFAULT")),
                running("AWS-StopEC2Instance"),
                running("AWS-DeleteCloudFormationStack"),
                remediation("\"AWS-DisablePublicAccessForSecurityGroup\""),
                remediation("\"AWSConfigRemediation-DeleteUnusedSecurityGroup\""),
                remediation("{\"Ref\": \"Runbook\"}"),
                plan("{\"Ref\": \"Runbook\"}"),
                plan("\"own\", \"TargetAccount\": \"RESPONSE_PLAN_OWNER_ACCOUNT\""),
                experiment("aws:ssm:send-command", "\"others\""),
                experiment("aws:ecs:stop-task", "\"others\""));
    }

    @ParameterizedTest
    @MethodSource("declared")
    void oneOfTheFileOrOfAwsAndWhatRunsOnInstancesIsNoObjection(String resource)
            throws GateException, InterruptedException {
        assertThat(objections(resource)).isEmpty();
    }

    private static List<String> planned(String type, String values) throws GateException, InterruptedException {
        String plan = FileObjections.plan(
                Stream.of(
                        change(
                                "aws_ecs_task_definition",
                                "t",
                                "{\"family\": \"t\", \"requires_compatibilities\": [\"FARGATE\"],"
                                        + " \"container_definitions\":"
                                        + " \"[{\\\"name\\\": \\\"web\\\", \\\"image\\\": \\\"web\\\"}]\"}",
                                "{}"),
                        change("aws_ssm_document", "own", "{\"name\": \"own\", \"content\": \"{}\"}", "{}"),
                        change(type, "x", values, "{}")),
                Stream.of("aws_ssm_document.own", type + ".x").map(address -> {
                    String[] words = address.split("\\.");
                    return "{\"address\": \"" + address + "\", \"mode\": \"managed\", \"type\": \"" + words[0]
                            + "\", \"name\": \"" + words[1] + "\", \"provider_config_key\": \"aws\"}";
                }));
        return FileObjections.shown(FileObjections.findings(plan), finding -> finding.undecided());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aws_ssm_association|{\"name\": \"%s\", \"targets\": [], \"instance_id\": null}",
                "aws_config_remediation_configuration|{\"target_type\": \"SSM_DOCUMENT\", \"target_id\": \"%s\"}",
                "aws_ssm_maintenance_window_task|{\"task_type\": \"AUTOMATION\", \"task_arn\": \"%s\"}"
            })
    void aPlanIsHeldToTheSame(String type, String values) throws GateException, InterruptedException {
        assertThat(planned(type, values.formatted("others"))).isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS-UpdateSSMAgent", "AWS-GatherSoftwareInventory", "own"})
    void aDocumentOfAwsOrOfThePlanIsNoObjection(String document) throws GateException, InterruptedException {
        assertThat(planned("aws_ssm_association", "{\"name\": \"" + document + "\"}"))
                .isEmpty();
    }
}
