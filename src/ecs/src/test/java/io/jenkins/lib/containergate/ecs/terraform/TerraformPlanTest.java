package io.jenkins.lib.containergate.ecs.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.ecs.TaskFiles;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import org.junit.jupiter.api.Test;

class TerraformPlanTest {
    private static final String PLAN = """
        {"format_version": "1.2", "planned_values": {"root_module": {}},
         "resource_changes": [
          {"address": "aws_ecs_task_definition.old", "mode": "managed", "type": "aws_ecs_task_definition",
           "change": {"actions": ["delete"], "after": null, "after_unknown": {}}},
          {"address": "module.shop.aws_ecs_task_definition.web", "mode": "managed", "type": "aws_ecs_task_definition",
           "change": {"actions": ["create"],
            "after": {
              "family": "shop", "network_mode": "awsvpc", "pid_mode": null,
              "requires_compatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
              "runtime_platform": [{"cpu_architecture": "ARM64", "operating_system_family": "LINUX"}],
              "container_definitions": "[{\\"name\\": \\"web\\", \\"Privileged\\": true}]",
              "volume": [
                {"name": "data", "host_path": "", "docker_volume_configuration": [],
                 "efs_volume_configuration": [{"file_system_id": "fs-1", "transit_encryption": "ENABLED",
                   "authorization_config": [{"access_point_id": "ap-1", "iam": "ENABLED"}]}]},
                {"name": "host", "host_path": "/etc", "efs_volume_configuration": []}],
              "tags": {"team": "shop"}},
            "after_unknown": {"arn": true, "task_role_arn": true, "runtime_platform": [{}], "volume": [{}, {}]}}}]}
        """;

    @Test
    void aPlannedTaskDefinitionIsReadAsTheProviderWouldSendIt() {
        TaskDefinition task = TaskFiles.only(PLAN);
        assertThat(task.name()).isEqualTo("shop");
        assertThat(task.networkMode().known()).contains("awsvpc");
        assertThat(task.pidMode().absent()).isTrue();
        assertThat(task.operatingSystem().known()).contains("LINUX");
        assertThat(task.volumes().values().get(0).efs().iam().known()).contains("ENABLED");
        assertThat(task.volumes().values().get(0).hostPath().absent()).isTrue();
        assertThat(task.volumes().values().get(1).hostPath().known()).contains("/etc");
        assertThat(task.volumes().values().get(1).efs().present()).isFalse();
    }

    @Test
    void containersComeOutOfTheTextWithPlaces() {
        ContainerDefinition web = TaskFiles.only(PLAN).containers().values().get(0);
        assertThat(web.security().privileged().known()).contains(true);
        assertThat(web.security().privileged().place().mark().pointer())
                .isEqualTo("/resource_changes/1/change/after/container_definitions/0/Privileged");
        assertThat(web.security().privileged().place().mark().line()).isEqualTo(11);
    }

    @Test
    void whatIsKnownOnlyAfterApplyIsUnresolved() {
        assertThat(TaskFiles.only(PLAN).taskRoleArn()).isInstanceOf(Field.Unresolved.class);
        String unknownContainers = PLAN.replace("\"arn\": true", "\"container_definitions\": true");
        assertThat(TaskFiles.only(unknownContainers).containers().unresolved()).hasSize(1);
        assertThat(TaskFiles.only(unknownContainers).containers().values()).isEmpty();
    }

    @Test
    void aStateIsReadToo() {
        String state = """
            {"values": {"root_module": {"child_modules": [{"resources": [
              {"address": "module.a.aws_ecs_task_definition.b", "mode": "managed", "type": "aws_ecs_task_definition",
               "values": {"container_definitions": "[{\\"name\\": \\"web\\"}]"}}]}]}}}
            """;
        assertThat(TaskFiles.only(state).name()).isEqualTo("module.a.aws_ecs_task_definition.b");
    }

    @Test
    void aPlanWithoutItsChangesSaysNotWhatIsUnknownSoItIsAnError() {
        assertThatThrownBy(() -> TaskFiles.read("{\"planned_values\": {\"root_module\": {}}}"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("resource_changes");
    }

    @Test
    void aFormatThatNobodyKnowsYetIsAnError() {
        assertThatThrownBy(() -> TaskFiles.read("{\"format_version\": \"2.0\", \"resource_changes\": []}"))
                .hasMessageContaining("format_version");
        assertThatThrownBy(() -> TaskFiles.read(
                        "{\"resource_changes\": [], \"values\": {\"root_module\": {\"resources\": []}}}"))
                .hasMessageContaining("a plan and a state at once");
    }

    @Test
    void containerDefinitionsThatAreNoJsonAreAnError() {
        assertThatThrownBy(() -> TaskFiles.read(PLAN.replace("[{\\\"name\\\"", "[{name")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("line 11");
    }
}
