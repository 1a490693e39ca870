package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes and overrides that event rules, schedules, pipes and state machines hand to the tasks they start. */
class WhatLaunchesHandOnTest {
    private static final List<String> UNDECIDED = List.of("every-resource-evaluated undecided");
    private static final String TASK = "\"TaskDefinitionArn\": {\"Ref\": \"Task\"}";

    private static List<String> objections(String type, String properties) throws GateException, InterruptedException {
        return FileObjections.shown(
                FileObjections.findings(FileObjections.template(
                        "\"X\": {\"Type\": \"" + type + "\", \"Properties\": " + properties + "}")),
                finding -> true);
    }

    private static List<String> rule(String target) throws GateException, InterruptedException {
        return objections("AWS::Events::Rule", "{\"Targets\": [{\"EcsParameters\": {" + TASK + "}, " + target + "}]}");
    }

    private static List<String> pipe(String overrides) throws GateException, InterruptedException {
        return objections(
                "AWS::Pipes::Pipe",
                "{\"TargetParameters\": {\"EcsTaskParameters\": {" + TASK + ", \"Overrides\": " + overrides + "}}}");
    }

    private static List<String> state(String parameters) throws GateException, InterruptedException {
        return objections(
                "AWS::StepFunctions::StateMachine",
                "{\"Definition\": {\"States\": {\"Run\": {\"Type\": \"Task\", \"Resource\":"
                        + " \"arn:aws:states:::ecs:runTask.sync\", \"Parameters\": {\"TaskDefinition\": \"shop\", "
                        + parameters + "}}}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Encrypted\": false|ebs-volumes-encrypted",
                "\"SizeInGiB\": 10|ebs-volumes-encrypted",
                "\"Encrypted\": true|"
            })
    void aVolumeOfATaskThatAStateRunsIsEncrypted(String volume, String rule)
            throws GateException, InterruptedException {
        assertThat(state("\"VolumeConfigurations\": [{\"Name\": \"data\", \"ManagedEBSVolume\": {\"RoleArn\": \"r\", "
                        + volume + "}}]"))
                .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @Test
    void aVolumeThatIsKnownOnlyWhenTheStateRunsIsUndecided() throws GateException, InterruptedException {
        assertThat(state("\"VolumeConfigurations.$\": \"$.volumes\""))
                .contains("every-resource-evaluated undecided", "ebs-volumes-encrypted undecided");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"InputPath\": \"$.detail\"",
                "\"InputTransformer\": {\"InputPathsMap\": {\"x\": \"$.detail\"}, \"InputTemplate\": \"<x>\"}",
                "\"InputTransformer\": {\"InputPathsMap\": {\"x\": \"$.detail\"}, \"InputTemplate\":"
                        + " \"{\\\"containerOverrides\\\": [<x>]}\"}",
                "\"Input\": \"{\\\"containerOverrides\\\": [{\\\"name\\\": \\\"web\\\", \\\"environmentFiles\\\":"
                        + " [{\\\"type\\\": \\\"s3\\\", \\\"value\\\": \\\"arn:aws:s3:::others/a.env\\\"}]}]}\"",
                "\"InputTransformer\": {\"InputTemplate\": \"{\\\"containerOverrides\\\": [{\\\"environmentFiles\\\":"
                        + " [{\\\"value\\\": <x>}]}]}\"}",
            })
    void whatAnEventDecidesAboutItsTaskIsUndecided(String target) throws GateException, InterruptedException {
        assertThat(rule(target)).isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ContainerOverrides\": [{\"Name\": \"web\", \"EnvironmentFiles\": [{\"Type\": \"s3\", \"Value\":"
                        + " \"x\"}]}]}",
                "{\"ContainerOverrides\": [{\"Name\": \"web\", \"OfTomorrow\": true}]}",
                "{\"OfTomorrow\": \"x\"}",
                "{\"ExecutionRoleArn\": \"arn:aws:iam::123456789012:role/admin\"}",
                "{\"Ref\": \"Unknown\"}"
            })
    void anOverrideThatIsNotEvaluatedIsUndecided(String overrides) throws GateException, InterruptedException {
        assertThat(pipe(overrides)).isEqualTo(UNDECIDED);
        assertThat(state("\"Overrides\": " + overrides)).isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource({"sh, allowed-override-commands", "/app/migrate,"})
    void aCommandThatAnEventRuleGivesAContainerIsComparedWithThePolicy(String command, String rule)
            throws GateException, InterruptedException {
        String target = "{\"EcsParameters\": {" + TASK + "}, \"Input\": \"{\\\"containerOverrides\\\": [{\\\"name\\\":"
                + " \\\"web\\\", \\\"command\\\": [\\\"" + command + "\\\"]}]}\"}";
        assertThat(FileObjections.under(
                        "version: 1\ntaskDefinition: {profile: strict, commands: [\"/app/**\"]}\n",
                        FileObjections.template(
                                "\"X\": {\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [" + target
                                        + "]}}")))
                .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    /** In another account the same family is another task definition. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"RoleArn\": \"arn:aws:iam::999999999999:role/other\"}", "{\"RoleArn.$\": \"$.role\"}"})
    void aStateThatRunsTasksWithARoleOfItsOwnIsNamed(String credentials) throws GateException, InterruptedException {
        String state = "{\"Definition\": {\"States\": {\"Run\": {\"Type\": \"Task\", \"Resource\":"
                + " \"arn:aws:states:::ecs:runTask\", %s\"Parameters\": {\"TaskDefinition\": \"shop\"}}}}}";
        String type = "AWS::StepFunctions::StateMachine";
        String other = state.formatted("\"Credentials\": " + credentials + ", ");
        assertThat(objections(type, other)).isEmpty();
        assertThat(FileObjections.parsed(FileObjections.template(
                                "\"X\": {\"Type\": \"" + type + "\", \"Properties\": " + other + "}"))
                        .leftOut()
                        .notEvaluated())
                .anyMatch(each -> each.reason().startsWith("X/Run (line 1): it has a role of its own"));
        assertThat(objections(type, state.formatted(""))).isEmpty();
    }

    @Test
    void aMemberOfALaunchThatThisVersionDoesNotKnowIsUndecided() throws GateException, InterruptedException {
        assertThat(state("\"OfTomorrow\": {\"Opens\": \"all\"}")).isEqualTo(UNDECIDED);
        assertThat(objections(
                        "AWS::Scheduler::Schedule",
                        "{\"Target\": {\"EcsParameters\": {" + TASK + ", \"OfTomorrow\": 1}}}"))
                .isEqualTo(UNDECIDED);
    }

    @Test
    void whatEveryLaunchMaySayIsNoObjection() throws GateException, InterruptedException {
        assertThat(rule("\"InputTransformer\": {\"InputPathsMap\": {\"key\": \"$.detail.object.key\"},"
                        + " \"InputTemplate\": \"{\\\"containerOverrides\\\": [{\\\"name\\\": \\\"web\\\","
                        + " \\\"environment\\\": [{\\\"name\\\": \\\"KEY\\\", \\\"value\\\": <key>}]}]}\"}"))
                .isEmpty();
        assertThat(pipe("{\"ContainerOverrides\": [{\"Name\": \"web\", \"Command\": [\"run\"], \"Cpu\": 1, \"Memory\":"
                        + " 1, \"MemoryReservation\": 1, \"ResourceRequirements\": [], \"Environment\":"
                        + " [{\"Name\": \"A\", \"Value\": \"b\"}]}], \"Cpu\": \"1\", \"Memory\": \"1\","
                        + " \"EphemeralStorage\": {\"SizeInGiB\": 21}, \"InferenceAcceleratorOverrides\": []}"))
                .isEmpty();
        assertThat(state("\"Cluster\": \"c\", \"Count\": 1, \"Group\": \"g\", \"LaunchType\": \"EC2\","
                        + " \"PlacementConstraints\": [], \"PlacementStrategy\": [], \"PlatformVersion\": \"LATEST\","
                        + " \"PropagateTags\": \"TASK_DEFINITION\", \"ReferenceId\": \"r\", \"StartedBy\": \"s\","
                        + " \"Tags\": [{\"Key\": \"a\", \"Value\": \"b\"}], \"EnableECSManagedTags\": true,"
                        + " \"CapacityProviderStrategy\": [{\"CapacityProvider\": \"FARGATE\"}]"))
                .isEmpty();
    }

    /** Terraform writes every attribute of a block, and leaves empty what nobody set. */
    @Test
    void whatTerraformLeavesEmptyIsNoObjection() throws GateException, InterruptedException {
        String parameters = "\"capacity_provider_strategy\": [], \"enable_ecs_managed_tags\": null,"
                + " \"enable_execute_command\": null, \"group\": \"\", \"launch_type\": \"FARGATE\","
                + " \"network_configuration\": [], \"placement_constraint\": [], \"placement_constraints\": [],"
                + " \"placement_strategy\": [], \"ordered_placement_strategy\": [], \"platform_version\": null,"
                + " \"propagate_tags\": null, \"reference_id\": null, \"tags\": null, \"task_count\": 1,"
                + " \"task_definition_arn\": \"arn:aws:ecs:eu-central-1:123456789012:task-definition/shop:1\"";
        for (String change : List.of(
                change("aws_cloudwatch_event_target", "x", "{\"ecs_target\": [{" + parameters + "}]}", "{}"),
                change(
                        "aws_scheduler_schedule",
                        "x",
                        "{\"target\": [{\"ecs_parameters\": [{" + parameters + "}]}]}",
                        "{}"),
                pipe(
                        "{\"container_override\": [{\"name\": \"web\", \"command\": [\"run\"], \"environment_file\":"
                                + " []}], \"task_role_arn\": null}",
                        parameters))) {
            assertThat(terraform(change)).as(change).isEmpty();
        }
        assertThat(terraform(pipe(
                        "{\"container_override\": [{\"environment_file\": [{\"type\": \"s3\", \"value\": \"x\"}]}]}",
                        parameters)))
                .isEqualTo(UNDECIDED);
        assertThat(terraform(pipe("{\"of_tomorrow\": true}", parameters))).isEqualTo(UNDECIDED);
    }

    private static String pipe(String overrides, String parameters) {
        return change(
                "aws_pipes_pipe",
                "x",
                "{\"target_parameters\": [{\"ecs_task_parameters\": [{" + parameters + ", \"overrides\": [" + overrides
                        + "]}]}]}",
                "{}");
    }

    private static List<String> terraform(String change) throws GateException, InterruptedException {
        return FileObjections.shown(FileObjections.findings(plan(Stream.of(change), Stream.of())), finding -> true);
    }
}
