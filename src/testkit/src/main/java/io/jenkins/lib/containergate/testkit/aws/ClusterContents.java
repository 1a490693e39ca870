package io.jenkins.lib.containergate.testkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The services, tasks and task definitions of one cluster, and what ECS lists and describes of them. */
final class ClusterContents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String cluster;
    private final ClusterDocuments documents;
    private final Map<String, ObjectNode> services = new LinkedHashMap<>();
    private final Map<String, ObjectNode> tasks = new LinkedHashMap<>();
    private final Map<String, JsonNode> definitions = new LinkedHashMap<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();

    ClusterContents(String cluster, ClusterDocuments documents) {
        this.cluster = cluster;
        this.documents = documents;
    }

    synchronized void define(String name, JsonNode definition) {
        definitions.put(name, definition);
    }

    /** Whoever asks for the task definition gets it under another name. */
    synchronized void rename(String definition, String name) {
        renamed.put(definition, name);
    }

    synchronized void serve(String name, String definition, Consumer<ObjectNode> more) {
        ObjectNode service = documents.service(name, definition);
        more.accept(service);
        services.put(name, service);
    }

    synchronized void endService(String name) {
        services.remove(name);
    }

    /** @return its id */
    synchronized String run(String group, String definition, Consumer<ObjectNode> more) {
        String id = "%032x".formatted(tasks.size() + 1);
        ObjectNode task = documents.task(id, group, definition);
        more.accept(task);
        tasks.put(task.get("taskArn").asText(), task);
        return id;
    }

    synchronized void end(String id) {
        tasks.remove(FakeCluster.PREFIX + "task/" + cluster + "/" + id);
    }

    /** ARNs of the tasks that {@code ListTasks} asks for. */
    synchronized List<String> tasks(JsonNode request) {
        String group = request.hasNonNull("serviceName")
                ? "service:" + request.get("serviceName").asText()
                : "";
        String desired = request.path("desiredStatus").asText("RUNNING");
        return tasks.entrySet().stream()
                .filter(task -> task.getValue().get("desiredStatus").asText().equals(desired))
                .filter(task ->
                        group.isEmpty() || task.getValue().get("group").asText().equals(group))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** ARNs of all services. */
    synchronized List<String> services() {
        return services.values().stream()
                .map(service -> service.get("serviceArn").asText())
                .toList();
    }

    synchronized JsonNode describedTasks(JsonNode request) throws RefusedCall {
        return described("tasks", 100, request, tasks);
    }

    /** By name or ARN. */
    synchronized JsonNode describedServices(JsonNode request) throws RefusedCall {
        Map<String, ObjectNode> known = new LinkedHashMap<>(services);
        services.values().forEach(service -> known.put(service.get("serviceArn").asText(), service));
        return described("services", 10, request, known);
    }

    private static JsonNode described(String member, int most, JsonNode request, Map<String, ObjectNode> known)
            throws RefusedCall {
        if (request.get(member).size() > most) {
            throw new RefusedCall("InvalidParameterException");
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putArray(member);
        ArrayNode failures = answer.putArray("failures");
        for (JsonNode name : request.get(member)) {
            if (known.containsKey(name.asText())) {
                found.add(known.get(name.asText()));
            } else {
                failures.addObject().put("arn", name.asText()).put("reason", "MISSING");
            }
        }
        return answer;
    }

    synchronized JsonNode describedDefinition(JsonNode request) throws RefusedCall {
        String asked = request.get("taskDefinition").asText();
        String name = asked.substring(asked.lastIndexOf('/') + 1);
        JsonNode known = definitions.get(name);
        if (known == null) {
            throw new RefusedCall("ClientException");
        }
        ObjectNode definition = known.deepCopy();
        definition.put("taskDefinitionArn", FakeCluster.PREFIX + "task-definition/" + renamed.getOrDefault(name, name));
        definition.put("status", "ACTIVE");
        return JSON.createObjectNode().set("taskDefinition", definition);
    }
}
