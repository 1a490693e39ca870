package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups;
import io.jenkins.lib.containergate.aws.guardduty.RuntimeMonitoring;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks the API of GuardDuty. A few calls by hand instead of one more module of the SDK.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html">GetDetector</a>
 */
final class AwsDetection implements DetectionLookups {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,300}");
    private static final String SUBJECT = "the detector of GuardDuty";
    private static final int FINDINGS = 50;
    private static final int MEDIUM = 4;
    private static final String ENABLED = "ENABLED";

    private final RestService guardduty;

    AwsDetection(RestService guardduty) {
        this.guardduty = guardduty;
    }

    @Override
    public Lookup<RuntimeMonitoring> runtimeMonitoring(Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Optional<String> id = detector(deadline);
            if (id.isEmpty()) {
                return new RuntimeMonitoring(false, false, false);
            }
            JsonNode detector = state(id.get(), deadline);
            JsonNode feature = named(detector.path("features"), "RUNTIME_MONITORING");
            boolean on = on(detector) && on(feature);
            JsonNode more = feature.path("additionalConfiguration");
            return new RuntimeMonitoring(
                    on,
                    on && on(named(more, "ECS_FARGATE_AGENT_MANAGEMENT")),
                    on && on(named(more, "EC2_AGENT_MANAGEMENT")));
        });
    }

    /** Empty when GuardDuty is off: there is at most one in a region. */
    private Optional<String> detector(Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        JsonNode ids = guardduty
                .get(AwsAction.GUARDDUTY_LIST_DETECTORS, SUBJECT, "/detector", Map.of(), deadline)
                .path("detectorIds");
        if (!ids.isArray()) {
            throw incomplete();
        }
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        String id = ids.get(0).asText();
        if (!ID.matcher(id).matches()) {
            throw incomplete();
        }
        return Optional.of(id);
    }

    private JsonNode state(String id, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        JsonNode detector =
                guardduty.get(AwsAction.GUARDDUTY_GET_DETECTOR, SUBJECT, "/detector/" + id, Map.of(), deadline);
        if (!detector.path("status").isTextual()) {
            throw incomplete();
        }
        return detector;
    }

    @Override
    public Lookup<List<Coverage>> coverage(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        ObjectNode criterion = input.putObject("filterCriteria")
                .putArray("filterCriterion")
                .addObject()
                .put("criterionKey", "ECS_CLUSTER_NAME");
        criterion.putObject("filterCondition").putArray("equals").add(cluster);
        return AwsCalls.lookup(() -> {
            Optional<String> id = detector(deadline);
            List<Coverage> all = new ArrayList<>();
            if (id.isPresent()) {
                for (JsonNode each : guardduty.all(
                        AwsAction.GUARDDUTY_LIST_COVERAGE,
                        SUBJECT,
                        "/detector/" + id.get() + "/coverage",
                        input,
                        "resources",
                        deadline)) {
                    JsonNode details = each.path("resourceDetails").path("ecsClusterDetails");
                    if (details.path("clusterName").asText().equals(cluster)) {
                        all.add(coverage(each, details));
                    }
                }
            }
            return List.copyOf(all);
        });
    }

    private static Coverage coverage(JsonNode resource, JsonNode details) {
        List<String> issues = new ArrayList<>();
        resource.path("issue").asText("").lines().forEach(issues::add);
        details.path("fargateDetails").path("issues").forEach(issue -> issues.add(issue.asText()));
        JsonNode instances = details.path("containerInstanceDetails");
        return new Coverage(
                resource.path("coverageStatus").asText().equals("HEALTHY"),
                issues,
                instances.path("coveredContainerInstances").asLong(),
                instances.path("compatibleContainerInstances").asLong());
    }

    @Override
    public Lookup<List<Threat>> threats(Deadline deadline) throws DeadlineExceededException, InterruptedException {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("maxResults", FINDINGS);
        ObjectNode criterion = input.putObject("findingCriteria").putObject("criterion");
        criterion.putObject("service.archived").putArray("eq").add("false");
        criterion.putObject("severity").put("gte", MEDIUM);
        return AwsCalls.lookup(() -> {
            Optional<String> id = detector(deadline);
            if (id.isEmpty() || !on(state(id.get(), deadline))) {
                throw UnansweredException.failed(
                        "GuardDuty is off in the region, so nothing looks for attacks", "switch it on");
            }
            String path = "/detector/" + id.get() + "/findings";
            List<JsonNode> found =
                    guardduty.all(AwsAction.GUARDDUTY_LIST_FINDINGS, SUBJECT, path, input, "findingIds", deadline);
            List<Threat> all = new ArrayList<>();
            for (List<JsonNode> batch : AwsCalls.batches(found, FINDINGS)) {
                ObjectNode wanted = JsonNodeFactory.instance.objectNode();
                wanted.putArray("findingIds").addAll(batch);
                JsonNode answer =
                        guardduty.post(AwsAction.GUARDDUTY_GET_FINDINGS, SUBJECT, path + "/get", wanted, deadline);
                List<Threat> told = new ArrayList<>();
                for (JsonNode each : JsonService.elements(answer, "findings", SUBJECT)) {
                    told.add(threat(each));
                }
                if (!told.stream()
                        .map(Threat::id)
                        .sorted()
                        .toList()
                        .equals(batch.stream().map(JsonNode::asText).sorted().toList())) {
                    throw incomplete();
                }
                all.addAll(told);
            }
            return List.copyOf(all);
        });
    }

    private static Threat threat(JsonNode finding) throws UnansweredException {
        JsonNode resource = finding.path("resource");
        if (!finding.path("severity").isNumber() || !finding.path("type").isTextual()) {
            throw incomplete();
        }
        return new Threat(
                finding.path("id").asText(),
                finding.path("type").asText(),
                finding.path("severity").asDouble(),
                text(resource.path("ecsClusterDetails").path("name")),
                text(resource.path("instanceDetails").path("instanceId")));
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText()).filter(text -> !text.isEmpty());
    }

    private static boolean on(JsonNode node) {
        return ENABLED.equals(node.path("status").asText());
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode each : list) {
            if (name.equals(each.path("name").asText())) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    private static UnansweredException incomplete() {
        return UnansweredException.failed(
                "GuardDuty answered without " + SUBJECT, "see whether a proxy or an end point of your own answers");
    }
}
