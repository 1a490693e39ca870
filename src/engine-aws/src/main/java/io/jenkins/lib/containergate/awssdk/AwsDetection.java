package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups;
import io.jenkins.lib.containergate.aws.guardduty.RuntimeMonitoring;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.net.URI;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Asks the API of GuardDuty for its detector. Two calls by hand instead of one more module of the SDK.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html">GetDetector</a>
 */
final class AwsDetection implements DetectionLookups {
    private static final String SERVICE = "guardduty";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,300}");
    private static final String SUBJECT = "the detector of GuardDuty";
    private static final String ENABLED = "ENABLED";

    private final SignedCalls calls;
    private final URI endpoint;
    private final String region;

    AwsDetection(SignedCalls calls, URI endpoint, String region) {
        this.calls = calls;
        this.endpoint = endpoint;
        this.region = region;
    }

    @Override
    public Lookup<RuntimeMonitoring> runtimeMonitoring(Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            JsonNode ids = get(AwsAction.GUARDDUTY_LIST_DETECTORS, "/detector", deadline)
                    .path("detectorIds");
            if (!ids.isArray()) {
                throw incomplete();
            }
            if (ids.isEmpty()) {
                return new RuntimeMonitoring(false, false, false);
            }
            // there is at most one in a region
            String id = ids.get(0).asText();
            if (!ID.matcher(id).matches()) {
                throw incomplete();
            }
            JsonNode detector = get(AwsAction.GUARDDUTY_GET_DETECTOR, "/detector/" + id, deadline);
            if (!detector.path("status").isTextual()) {
                throw incomplete();
            }
            JsonNode feature = named(detector.path("features"), "RUNTIME_MONITORING");
            boolean on = on(detector) && on(feature);
            JsonNode more = feature.path("additionalConfiguration");
            return new RuntimeMonitoring(
                    on,
                    on && on(named(more, "ECS_FARGATE_AGENT_MANAGEMENT")),
                    on && on(named(more, "EC2_AGENT_MANAGEMENT")));
        });
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

    private JsonNode get(AwsAction action, String path, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(endpoint)
                .encodedPath(path)
                .build();
        return calls.ask(new SignedCalls.Call(action, SUBJECT, SERVICE, region, request, ""), deadline);
    }

    private static UnansweredException incomplete() {
        return UnansweredException.failed(
                "GuardDuty answered without " + SUBJECT, "see whether a proxy or an end point of your own answers");
    }
}
