package io.jenkins.lib.containergate.ecs.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Unevaluated;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of Systems Manager that run on instances. */
class InstanceDocumentsTest {
    private static final String TASK = "\"T\": {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\":"
            + " {\"ContainerDefinitions\": [{\"Name\": \"web\", \"Image\": \"web\"}]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AWS::SSM::Association|{\"Name\": \"AWS-RunShellScript\", \"Parameters\": {\"commands\":"
                        + " [\"docker run --privileged x\"]}}|X",
                "AWS::SSM::Association|{\"Name\": \"AWS-RunPowerShellScript\"}|X",
                "AWS::SSM::Association|{\"Name\": \"AWS-RunRemoteScript\"}|X",
                "AWS::SSM::Association|{\"Name\": \"AWS-ApplyAnsiblePlaybooks\"}|X",
                "AWS::SSM::Association|{\"Name\": \"AWS-RunPatchBaselineWithHooks\"}|X",
                "AWS::SSM::Association|{\"Name\": \"my-AWS-RunPatchBaseline\"}|X",
                "AWS::SSM::Association|{\"Name\": {\"Ref\": \"Later\"}}|X",
                "AWS::SSM::Association|{}|X",
                "AWS::SSM::Association|{\"Name\": \"AWS-ConfigureAWSPackage\", \"Parameters\": {\"name\":"
                        + " [\"mine\"]}}|X",
                "AWS::SSM::Association|{\"Name\": \"AWS-ConfigureAWSPackage\"}|X",
                "AWS::SSM::Association|{\"Name\": \"AWS-ConfigureAWSPackage\", \"Parameters\": {\"name\":"
                        + " [\"AmazonCloudWatchAgent\"]}}|",
                "AWS::SSM::Association|{\"Name\": \"AWS-GatherSoftwareInventory\"}|",
                "AWS::SSM::Association|{\"Name\": \"AWS-RunPatchBaseline\"}|",
                "AWS::SSM::MaintenanceWindowTask|{\"TaskType\": \"RUN_COMMAND\", \"TaskArn\":"
                        + " \"AWS-RunShellScript\"}|X",
                "AWS::SSM::MaintenanceWindowTask|{\"TaskType\": \"RUN_COMMAND\", \"TaskArn\":"
                        + " \"AWS-RunPatchBaseline\"}|",
                "AWS::SSM::MaintenanceWindowTask|{\"TaskType\": \"AUTOMATION\", \"TaskArn\": \"mine\"}|X",
                "AWS::SSM::MaintenanceWindowTask|{\"TaskType\": \"LAMBDA\", \"TaskArn\": \"arn\"}|",
                "AWS::Scheduler::Schedule|{\"Target\": {\"Arn\": \"arn:aws:scheduler:::aws-sdk:ssm:sendCommand\","
                        + " \"Input\": \"{}\"}}|X",
                "AWS::StepFunctions::StateMachine|{\"Definition\": {\"States\": {\"A\": {\"Type\": \"Task\","
                        + " \"Resource\": \"arn:aws:states:::aws-sdk:ssm:sendCommand\", \"Parameters\": {}}}}}|X",
                "AWS::Scheduler::Schedule|{\"Target\": {\"Arn\":"
                        + " \"arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution\", \"Input\": \"{}\"}}|X",
                "AWS::Scheduler::Schedule|{\"Target\": {\"Arn\": \"arn:aws:scheduler:::aws-sdk:ssm:getParameter\","
                        + " \"Input\": \"{}\"}}|",
                "AWS::StepFunctions::StateMachine|{\"Definition\": {\"States\": {\"A\": {\"Type\": \"Task\","
                        + " \"Resource\": \"arn:aws:states:::aws-sdk:ssm:createAssociation\", \"Parameters\":"
                        + " {}}}}}|X",
                "AWS::Events::Rule|{\"Targets\": [{\"Id\": \"a\", \"Arn\":"
                        + " \"arn:aws:ssm:eu-central-1:123456789012:automation-definition/mine:$DEFAULT\"}]}|X",
                "AWS::Events::Rule|{\"Targets\": [{\"Id\": \"a\", \"Arn\": {\"Fn::Sub\":"
                        + " \"arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:automation-definition/${Later}\"}}]}|X",
                "AWS::Events::Rule|{\"Targets\": [{\"Id\": \"a\", \"Arn\":"
                        + " \"arn:aws:ssm:eu-central-1:123456789012:automation-definition/AWS-StopEC2Instance\"}]}|",
                "AWS::Events::Rule|{\"Targets\": [{\"Id\": \"a\","
                        + " \"Arn\": \"arn:aws:ssm:eu-central-1::document/AWS-RunShellScript\","
                        + " \"RunCommandParameters\": {\"RunCommandTargets\": []}}]}|X",
                "AWS::Events::Rule|{\"Targets\": [{\"Id\": \"a\","
                        + " \"Arn\": \"arn:aws:ssm:eu-central-1::document/AWS-RunPatchBaseline\","
                        + " \"RunCommandParameters\": {\"RunCommandTargets\": []}}]}|"
            })
    void aDocumentThatMayRunCommandsOnInstancesIsUndecided(String type, String properties, String undecided)
            throws GateException {
        String resource = "\"X\": {\"Type\": \"" + type + "\", \"Properties\": " + properties + "}";
        assertThat(undecided("{\"Parameters\": {\"Later\": {\"Type\": \"String\"}}, \"Resources\": {" + TASK + ", "
                        + resource + "}}"))
                .isEqualTo(undecided == null ? List.of() : List.of(undecided));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aws_ssm_association|{\"name\": \"AWS-RunShellScript\", \"parameters\": {\"commands\": \"docker run"
                        + " x\"}}|x",
                "awscc_ssm_association|{\"name\": \"AWS-RunShellScript\"}|x",
                "aws_ssm_association|{\"name\": \"AWS-UpdateSSMAgent\"}|",
                "aws_ssm_association|{\"name\": \"AWS-ConfigureAWSPackage\", \"parameters\": {\"name\":"
                        + " \"AmazonCloudWatchAgent\"}}|",
                "aws_ssm_association|{\"name\": \"AWS-ConfigureAWSPackage\", \"parameters\": {\"name\": \"mine\"}}|x",
                "aws_ssm_maintenance_window_task|{\"task_type\": \"RUN_COMMAND\", \"task_arn\":"
                        + " \"AWS-RunShellScript\"}|x",
                "aws_ssm_maintenance_window_task|{\"task_type\": \"RUN_COMMAND\", \"task_arn\":"
                        + " \"AWS-UpdateSSMAgent\"}|",
                "aws_cloudwatch_event_target|{\"arn\": \"arn:aws:ssm:eu-central-1:123456789012:document/mine\","
                        + " \"run_command_targets\": [{\"key\": \"tag:a\", \"values\": [\"b\"]}]}|x",
                "aws_cloudwatch_event_target|{\"arn\":"
                        + " \"arn:aws:ssm:eu-central-1:123456789012:automation-definition/mine\"}|x",
                "aws_cloudwatch_event_target|{\"arn\": \"arn:aws:sns:eu-central-1:123456789012:a\","
                        + " \"run_command_targets\": []}|"
            })
    void aPlanIsHeldToTheSame(String type, String values, String undecided) throws GateException {
        String plan = "{\"resource_changes\": ["
                + change(
                        "aws_ecs_task_definition",
                        "{\"family\": \"t\", \"container_definitions\":"
                                + " \"[{\\\"name\\\": \\\"web\\\", \\\"image\\\": \\\"web\\\"}]\"}")
                + ", " + change(type, values) + "]}";
        assertThat(undecided(plan)).isEqualTo(undecided == null ? List.of() : List.of(type + "." + undecided));
    }

    private static String change(String type, String values) {
        return "{\"address\": \"" + type + ".x\", \"mode\": \"managed\", \"type\": \"" + type
                + "\", \"change\": {\"actions\": [\"create\"], \"after\": " + values + ", \"after_unknown\": {}}}";
    }

    private static List<String> undecided(String file) throws GateException {
        SortedMap<String, byte[]> files = new TreeMap<>(Map.of("file", file.getBytes(StandardCharsets.UTF_8)));
        return new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of())
                .parse(files).deployments().stream()
                        .filter(Unevaluated.class::isInstance)
                        .map(Deployment::name)
                        .toList();
    }
}
