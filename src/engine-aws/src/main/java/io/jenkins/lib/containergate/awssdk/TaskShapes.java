package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From the shape of a running task in answers of ECS to the engine's. */
final class TaskShapes {
    private static final String ARCHITECTURE = "ecs.cpu-architecture";
    private static final String INTERFACE = "ElasticNetworkInterface";
    private static final String INTERFACE_ID = "networkInterfaceId";
    private static final String SERVICE_CONNECT = "ServiceConnect";
    private static final String CONTAINER_NAME = "ContainerName";
    private static final String GUARD_DUTY = "aws-guardduty-agent-";
    private static final String FARGATE = "FARGATE";
    private static final String STOPPED = "STOPPED";

    private TaskShapes() {}

    static EcsTask task(JsonShape task) throws UnansweredException {
        List<EcsTask.RunningContainer> containers = new ArrayList<>();
        for (JsonShape container : task.objects("containers")) {
            containers.add(container(container, task));
        }
        return new EcsTask(
                EcsShapes.arn(text(task, "taskArn")),
                EcsShapes.arn(text(task, "taskDefinitionArn")),
                task.text("group"),
                text(task, "lastStatus"),
                text(task, "desiredStatus").equals(STOPPED),
                containers,
                new EcsTask.Start(
                        task.text("launchType"),
                        task.text("platformVersion"),
                        task.time("startedAt"),
                        task.text("startedBy"),
                        values(task.objects("attributes"), ARCHITECTURE).stream()
                                .findFirst(),
                        text(task, "platformFamily").toLowerCase(Locale.ROOT).startsWith("windows"),
                        task.bool("enableExecuteCommand").orElse(false),
                        overrides(task)),
                attached(task, INTERFACE, INTERFACE_ID));
    }

    /** Of a container that AWS adds to a task ECS names no image; of every other one it does. */
    private static EcsTask.RunningContainer container(JsonShape container, JsonShape task) throws UnansweredException {
        String name = text(container, "name");
        boolean unnamed = text(container, "image").isEmpty();
        boolean guardDuty = name.startsWith(GUARD_DUTY)
                && task.text("launchType").filter(FARGATE::equals).isPresent();
        boolean serviceConnect = attached(task, SERVICE_CONNECT, CONTAINER_NAME).contains(name);
        return new EcsTask.RunningContainer(
                name, container.text("image"), container.text("imageDigest"), unnamed && (guardDuty || serviceConnect));
    }

    /** What the attachments of a type say under a name. */
    private static List<String> attached(JsonShape task, String type, String name) throws UnansweredException {
        List<String> values = new ArrayList<>();
        for (JsonShape attachment : task.objects("attachments")) {
            if (text(attachment, "type").equals(type)) {
                values.addAll(values(attachment.objects("details"), name));
            }
        }
        return values;
    }

    private static List<String> values(List<JsonShape> pairs, String name) throws UnansweredException {
        List<String> values = new ArrayList<>();
        for (JsonShape pair : pairs) {
            if (text(pair, "name").equals(name)) {
                pair.text("value").filter(value -> !value.isEmpty()).ifPresent(values::add);
            }
        }
        return values;
    }

    private static EcsTask.Overrides overrides(JsonShape task) throws UnansweredException {
        JsonShape override = task.part("overrides");
        List<EcsTask.ContainerOverride> containers = new ArrayList<>();
        for (JsonShape each : override.objects("containerOverrides")) {
            List<String> environment = new ArrayList<>();
            for (JsonShape variable : each.objects("environment")) {
                environment.add(text(variable, "name"));
            }
            for (JsonShape file : each.objects("environmentFiles")) {
                environment.add(text(file, "value"));
            }
            boolean command = !each.texts("command").isEmpty();
            if (command || !environment.isEmpty()) {
                containers.add(new EcsTask.ContainerOverride(text(each, "name"), command, environment));
            }
        }
        return new EcsTask.Overrides(
                override.text("taskRoleArn").filter(role -> !role.isEmpty()),
                override.text("executionRoleArn").filter(role -> !role.isEmpty()),
                containers,
                !task.holdsOnly(TaskMembers.KNOWN));
    }

    private static String text(JsonShape shape, String member) throws UnansweredException {
        return shape.text(member).orElse("");
    }
}
