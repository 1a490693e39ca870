package io.jenkins.lib.containergate.ecs.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.image.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names what a task definition says: the SHA-256 of its canonical JSON. A file and what ECS has registered from it have the
 * same digest: what ECS adds (revision, status ...), what can change later (tags), empty members, and the defaults that ECS
 * fills in are left out.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html">RegisterTaskDefinition</a>
 */
public final class TaskDefinitionDigest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String CONTAINERS = "containerDefinitions";
    private static final String PORTS = "portMappings";
    private static final String HOST_PORT = "hostPort";
    private static final String CONTAINER_PORT = "containerPort";

    /** Members that ECS adds when it registers a definition, and tags. Any other member counts, also one that is new. */
    private static final Set<String> ADDED = Set.of(
            "taskDefinitionArn",
            "revision",
            "status",
            "requiresAttributes",
            "compatibilities",
            "registeredAt",
            "registeredBy",
            "deregisteredAt",
            "deleteRequestedAt",
            "tags");

    /** Lists without an order, which ECS need not return as they were written. */
    private static final Set<String> UNORDERED = Set.of("requiresCompatibilities", "environment", "secrets");

    private TaskDefinitionDigest() {}

    /** Empty when part of it is known only at deployment. */
    public static Optional<Digest> of(TaskDefinition task) {
        Map<String, Value> kept = new TreeMap<>(task.source().members());
        kept.keySet().removeAll(ADDED);
        if (kept.values().stream().anyMatch(TaskDefinitionDigest::unresolved)) {
            return Optional.empty();
        }
        ObjectNode canonical = JSON.objectNode();
        kept.forEach((name, value) -> put(canonical, name, value));
        if (canonical.path("enableFaultInjection").equals(JSON.booleanNode(false))) {
            canonical.remove("enableFaultInjection");
        }
        canonical.path(CONTAINERS).forEach(container -> withoutDefaults(container, canonical));
        return Optional.of(Digest.of(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Of those that have one. */
    public static List<Digest> all(List<TaskDefinition> tasks) {
        return tasks.stream().flatMap(task -> of(task).stream()).distinct().toList();
    }

    private static boolean unresolved(Value value) {
        if (value instanceof Value.Mapping mapping) {
            return mapping.members().values().stream().anyMatch(TaskDefinitionDigest::unresolved);
        }
        return value instanceof Value.Unresolved
                || value instanceof Value.Sequence list
                        && list.items().stream().anyMatch(TaskDefinitionDigest::unresolved);
    }

    private static void put(ObjectNode node, String name, Value value) {
        JsonNode canonical = canonical(name, value);
        if (!canonical.isNull() && !(canonical.isContainerNode() && canonical.isEmpty())) {
            node.set(name, canonical);
        }
    }

    private static JsonNode canonical(String name, Value value) {
        if (value instanceof Value.Mapping mapping) {
            ObjectNode node = JSON.objectNode();
            new TreeMap<>(mapping.members()).forEach((member, each) -> put(node, member, each));
            return node;
        }
        if (value instanceof Value.Sequence list) {
            List<JsonNode> items = new ArrayList<>();
            list.items().forEach(item -> items.add(canonical("", item)));
            if (UNORDERED.contains(name)) {
                items.sort(Comparator.comparing(JsonNode::toString));
            }
            ArrayNode node = JSON.arrayNode();
            node.addAll(items);
            return node;
        }
        if (value instanceof Value.Bool flag) {
            return JSON.booleanNode(flag.value());
        }
        // the API takes "256" and 256 for the same
        if (value instanceof Value.Number number) {
            return JSON.textNode(number.digits());
        }
        return value instanceof Value.Text text ? JSON.textNode(text.value()) : JSON.nullNode();
    }

    private static void withoutDefaults(JsonNode container, ObjectNode task) {
        if (!(container instanceof ObjectNode node)) {
            return;
        }
        removeIf(node, "cpu", "0");
        if (node.path("essential").equals(JSON.booleanNode(true))) {
            node.remove("essential");
        }
        boolean sameAsContainer =
                Set.of("awsvpc", "host").contains(task.path("networkMode").asText());
        for (JsonNode port : node.path(PORTS)) {
            if (port instanceof ObjectNode mapping) {
                removeIf(mapping, "protocol", "tcp");
                removeIf(mapping, HOST_PORT, "0");
                if (sameAsContainer) {
                    removeIf(mapping, HOST_PORT, mapping.path(CONTAINER_PORT).asText());
                }
            }
        }
    }

    private static void removeIf(ObjectNode node, String member, String value) {
        if (node.path(member).asText().equals(value)) {
            node.remove(member);
        }
    }
}
