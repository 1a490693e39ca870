package io.jenkins.lib.containergate.testkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What ECS tells of a cluster, of its services and of its tasks. */
final class ClusterDocuments {
    private static final int PAGE = 100;

    private final String cluster;

    ClusterDocuments(String cluster) {
        this.cluster = cluster;
    }

    private static String arn(String resource) {
        return FakeCluster.PREFIX + resource;
    }

    /** A service on Fargate that deploys the task definition, {@code family:revision}. */
    ObjectNode service(String name, String definition) {
        ObjectNode service = JsonNodeFactory.instance
                .objectNode()
                .put("serviceName", name)
                .put("serviceArn", arn("service/" + cluster + "/" + name))
                .put("clusterArn", arn("cluster/" + cluster))
                .put("status", "ACTIVE")
                .put("launchType", "FARGATE")
                .put("schedulingStrategy", "REPLICA")
                .put("taskDefinition", arn("task-definition/" + definition));
        service.putArray("deployments")
                .addObject()
                .put("status", "PRIMARY")
                .put("taskDefinition", arn("task-definition/" + definition));
        return service;
    }

    /** A task on Fargate that runs, without its containers. */
    ObjectNode task(String id, String group, String definition) {
        ObjectNode task = JsonNodeFactory.instance
                .objectNode()
                .put("taskArn", arn("task/" + cluster + "/" + id))
                .put("clusterArn", arn("cluster/" + cluster))
                .put("taskDefinitionArn", arn("task-definition/" + definition))
                .put("group", group)
                .put("lastStatus", "RUNNING")
                .put("desiredStatus", "RUNNING")
                .put("launchType", "FARGATE")
                .put("startedAt", 1_795_000_000)
                .put("enableExecuteCommand", false);
        task.putArray("attributes")
                .addObject()
                .put("name", "ecs.cpu-architecture")
                .put("value", "x86_64");
        return task;
    }

    /** Answers {@code DescribeClusters}. */
    JsonNode clusters(JsonNode request) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        String asked = request.get("clusters").get(0).asText();
        if (asked.equals(cluster) || asked.endsWith(":cluster/" + cluster)) {
            answer.putArray("clusters")
                    .addObject()
                    .put("clusterArn", arn("cluster/" + cluster))
                    .put("clusterName", cluster)
                    .put("status", "ACTIVE");
            answer.putArray("failures");
        } else {
            answer.putArray("clusters");
            answer.putArray("failures").addObject().put("arn", asked).put("reason", "MISSING");
        }
        return answer;
    }

    /** The part of a list that the token of the request asks for. */
    static JsonNode page(String member, List<String> all, JsonNode request) {
        int from = request.hasNonNull("nextToken")
                ? Integer.parseInt(request.get("nextToken").asText())
                : 0;
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode page = answer.putArray(member);
        all.subList(Math.min(from, all.size()), Math.min(all.size(), from + PAGE))
                .forEach(page::add);
        if (from + PAGE < all.size()) {
            answer.put("nextToken", String.valueOf(from + PAGE));
        }
        return answer;
    }
}
