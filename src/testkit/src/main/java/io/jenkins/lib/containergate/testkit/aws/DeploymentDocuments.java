package io.jenkins.lib.containergate.testkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What ECS tells of deployments of services and of their revisions. */
final class DeploymentDocuments {
    private DeploymentDocuments() {}

    /** @param images {@code CONTAINER IMAGE DIGEST}; without the last, ECS has not resolved it */
    static ObjectNode revision(ObjectNode service, String arn, String... images) {
        ObjectNode revision = service.deepCopy();
        revision.put("serviceRevisionArn", arn).remove(List.of("serviceName", "status", "deploymentConfiguration"));
        ArrayNode resolved = revision.putArray("containerImages");
        for (String image : images) {
            String[] words = image.split(" ");
            ObjectNode each =
                    resolved.addObject().put("containerName", words[0]).put("image", words[1]);
            if (words.length > 2) {
                each.put("imageDigest", words[2]);
            }
        }
        return revision;
    }

    /** One that waits at its one hook, which rolls back when it times out. */
    static ObjectNode deployment(ObjectNode service, String arn, String revision, String hook) {
        ObjectNode deployment = JsonNodeFactory.instance
                .objectNode()
                .put("serviceDeploymentArn", arn)
                .put("serviceArn", service.path("serviceArn").asText())
                .put("clusterArn", service.path("clusterArn").asText())
                .put("status", "IN_PROGRESS")
                .put("lifecycleStage", "PRE_SCALE_UP");
        deployment.putObject("targetServiceRevision").put("arn", revision);
        deployment
                .putArray("lifecycleHookDetails")
                .addObject()
                .put("hookId", hook)
                .put("targetType", "PAUSE")
                .put("status", "AWAITING_ACTION")
                .put("timeoutAction", "ROLLBACK");
        return deployment;
    }

    /** Whether {@code ListServiceDeployments} answers the deployment. */
    static boolean lists(JsonNode request, ObjectNode deployment) {
        String service = request.path("service").asText();
        String arn = deployment.path("serviceArn").asText();
        boolean wanted = false;
        for (JsonNode status : request.path("status")) {
            wanted |= status.asText().equals(deployment.path("status").asText());
        }
        return wanted && (arn.equals(service) || arn.endsWith("/" + service));
    }
}
