package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** From the SDK's shape of a running task to the engine's. */
final class TaskShapes {
    private static final String ARCHITECTURE = "ecs.cpu-architecture";
    private static final String INTERFACE = "ElasticNetworkInterface";
    private static final String INTERFACE_ID = "networkInterfaceId";
    private static final String SERVICE_CONNECT = "ServiceConnect";
    private static final String CONTAINER_NAME = "ContainerName";
    private static final String GUARD_DUTY = "aws-guardduty-agent-";
    private static final String FARGATE = "FARGATE";

    private TaskShapes() {}

    static EcsTask task(Task task) throws UnansweredException {
        return new EcsTask(
                EcsShapes.arn(task.taskArn()),
                EcsShapes.arn(task.taskDefinitionArn()),
                Optional.ofNullable(task.group()),
                text(task.lastStatus()),
                task.containers().stream()
                        .map(container -> container(container, task))
                        .toList(),
                new EcsTask.Start(
                        Optional.ofNullable(task.launchTypeAsString()),
                        Optional.ofNullable(task.platformVersion()),
                        Optional.ofNullable(task.startedAt()),
                        Optional.ofNullable(task.startedBy()),
                        task.attributes().stream()
                                .filter(attribute -> ARCHITECTURE.equals(attribute.name()))
                                .map(Attribute::value)
                                .filter(value -> value != null && !value.isEmpty())
                                .findFirst(),
                        text(task.platformFamily()).toLowerCase(Locale.ROOT).startsWith("windows"),
                        Boolean.TRUE.equals(task.enableExecuteCommand()),
                        overrides(task.overrides())),
                task.attachments().stream()
                        .filter(attachment -> INTERFACE.equals(attachment.type()))
                        .flatMap(attachment -> attachment.details().stream())
                        .filter(detail -> INTERFACE_ID.equals(detail.name()))
                        .map(KeyValuePair::value)
                        .filter(id -> id != null && !id.isEmpty())
                        .toList());
    }

    /** Of a container that AWS adds to a task ECS names no image; of every other one it does. */
    private static EcsTask.RunningContainer container(Container container, Task task) {
        String name = text(container.name());
        boolean unnamed = text(container.image()).isEmpty();
        boolean guardDuty = name.startsWith(GUARD_DUTY) && FARGATE.equals(task.launchTypeAsString());
        boolean serviceConnect = task.attachments().stream()
                .filter(attachment -> SERVICE_CONNECT.equals(attachment.type()))
                .flatMap(attachment -> attachment.details().stream())
                .anyMatch(detail -> CONTAINER_NAME.equals(detail.name()) && name.equals(detail.value()));
        return new EcsTask.RunningContainer(
                name,
                Optional.ofNullable(container.image()),
                Optional.ofNullable(container.imageDigest()),
                unnamed && (guardDuty || serviceConnect));
    }

    private static EcsTask.Overrides overrides(@Nullable TaskOverride override) {
        if (override == null) {
            return EcsTask.Overrides.none();
        }
        List<EcsTask.ContainerOverride> containers = new ArrayList<>();
        for (ContainerOverride each : override.containerOverrides()) {
            List<String> environment = Stream.concat(
                            each.environment().stream().map(KeyValuePair::name),
                            each.environmentFiles().stream().map(EnvironmentFile::value))
                    .map(TaskShapes::text)
                    .toList();
            boolean command = !each.command().isEmpty();
            if (command || !environment.isEmpty()) {
                containers.add(new EcsTask.ContainerOverride(text(each.name()), command, environment));
            }
        }
        return new EcsTask.Overrides(
                Optional.ofNullable(override.taskRoleArn()).filter(role -> !role.isEmpty()),
                Optional.ofNullable(override.executionRoleArn()).filter(role -> !role.isEmpty()),
                containers);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
