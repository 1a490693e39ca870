package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an Express service starts: a service on Fargate behind a load balancer, with a task definition that ECS makes of it. What
 * cannot be set there, such as a read-only file system, is not set in that task definition either.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/express-service-overview.html">Express Mode</a>
 */
final class ExpressService {
    private final Mapping written;

    /** @param written in the shape of the ECS API */
    ExpressService(Mapping written) {
        this.written = written;
    }

    /** Empty when it names a task definition instead of a container. */
    Optional<Mapping> task() {
        Value container = written.members().get("primaryContainer");
        if (container == null) {
            return Optional.empty();
        }
        Mark mark = written.mark();
        Map<String, Value> task = new LinkedHashMap<>();
        task.put("requiresCompatibilities", new Sequence(List.of(new Text("FARGATE", mark)), mark));
        task.put("networkMode", new Text("awsvpc", mark));
        copy("taskRoleArn", "taskRoleArn", Optional.empty(), task);
        copy("executionRoleArn", "executionRoleArn", Optional.empty(), task);
        copy("cpu", "cpu", Optional.of("1024"), task);
        copy("memory", "memory", Optional.of("2048"), task);
        Value main = container instanceof Mapping known ? container(known) : container;
        task.put("containerDefinitions", new Sequence(List.of(main), container.mark()));
        return Optional.of(new Mapping(task, mark));
    }

    private static Mapping container(Mapping written) {
        Mark mark = written.mark();
        Map<String, Value> container = new LinkedHashMap<>(written.members());
        container.putIfAbsent("name", new Text("Main", mark));
        Value port = container.remove("containerPort");
        Value mapped = port == null ? new Text("80", mark) : port;
        container.put(
                "portMappings",
                new Sequence(List.of(new Mapping(Map.of("containerPort", mapped), mapped.mark())), mapped.mark()));
        Value logs = container.remove("awsLogsConfiguration");
        Map<String, Value> options = new LinkedHashMap<>();
        if (logs instanceof Mapping given) {
            given.members()
                    .forEach((name, value) -> options.put(
                            name.equalsIgnoreCase("logGroup") ? "awslogs-group" : "awslogs-stream-prefix", value));
        }
        Mark at = logs == null ? mark : logs.mark();
        container.put(
                "logConfiguration",
                new Mapping(Map.of("logDriver", new Text("awslogs", at), "options", new Mapping(options, at)), at));
        return new Mapping(container, mark);
    }

    /** Its tasks have public addresses in public subnets, which are those of the default network where it names none. */
    Mapping launch() {
        Mark mark = written.mark();
        Map<String, Value> launch = new LinkedHashMap<>();
        launch.put("launchType", new Text("FARGATE", mark));
        Value task = written.members().get("taskDefinitionArn");
        if (task != null) {
            launch.put("taskDefinition", task);
        }
        Map<String, Value> network = new LinkedHashMap<>();
        Value named = written.members().get("networkConfiguration");
        if (named instanceof Mapping given) {
            network.putAll(given.members());
        }
        Mark at = named == null ? mark : named.mark();
        boolean subnets = network.containsKey("subnets") || named instanceof Value.Unresolved;
        network.put(
                "assignPublicIp",
                subnets
                        ? new Value.Unresolved(
                                new Reason.Deployment("an Express service gives its tasks public addresses when its"
                                        + " subnets are public"),
                                Certainty.SOME,
                                "",
                                "",
                                at)
                        : new Text("ENABLED", at));
        if (named instanceof Value.Unresolved) {
            network.put("securityGroups", named);
        }
        launch.put("networkConfiguration", new Mapping(Map.of("awsvpcConfiguration", new Mapping(network, at)), at));
        return new Mapping(launch, mark);
    }

    private void copy(String from, String to, Optional<String> otherwise, Map<String, Value> task) {
        Value value = written.members().get(from);
        if (value != null) {
            task.put(to, value);
        } else {
            otherwise.ifPresent(text -> task.put(to, new Text(text, written.mark())));
        }
    }
}
