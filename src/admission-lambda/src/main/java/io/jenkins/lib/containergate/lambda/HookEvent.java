package io.jenkins.lib.containergate.lambda;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What ECS tells a hook. A field that this version does not know is an error: it may change what is asked.
 *
 * @param stage such as {@code PRE_SCALE_UP}; empty where the event does not say it
 * @param deployment ARN; empty where the event does not say it
 * @param attempt how often the function has been invoked for the hook, this time included
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html">Lambda hooks</a>
 */
record HookEvent(Arn service, String revision, Optional<String> stage, Optional<String> deployment, int attempt) {
    private static final int MAX_BYTES = 256 << 10;
    private static final int SHOWN = 5;
    private static final Set<String> DETAILS =
            Set.of("serviceArn", "targetServiceRevisionArn", "testTrafficWeights", "productionTrafficWeights");
    private static final Set<String> TOP =
            Set.of("executionId", "lifecycleStage", "resourceArn", "executionDetails", "hookDetails");
    private static final JsonMapper JSON = JsonMapper.builder(
                    JsonBounds.depth(64).uniqueNames())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The details are in {@code executionDetails}, or beside the other fields. */
    static HookEvent parse(byte[] event) throws GateException {
        if (event.length > MAX_BYTES) {
            throw wrong("is larger than " + MAX_BYTES + " bytes");
        }
        JsonNode top;
        try {
            top = JSON.readTree(event);
        } catch (IOException e) {
            throw wrong("is not JSON");
        }
        if (top == null || !top.isObject()) {
            throw wrong("is not a JSON object");
        }
        boolean nested = top.has("executionDetails");
        JsonNode details = nested ? top.get("executionDetails") : top;
        if (!details.isObject()) {
            throw wrong("has executionDetails that are not an object");
        }
        List<String> unknown = new ArrayList<>();
        top.fieldNames().forEachRemaining(name -> {
            if (!TOP.contains(name) && (nested || !DETAILS.contains(name))) {
                unknown.add(name);
            }
        });
        if (nested) {
            details.fieldNames().forEachRemaining(name -> {
                if (!DETAILS.contains(name)) {
                    unknown.add("executionDetails." + name);
                }
            });
        }
        if (!unknown.isEmpty()) {
            throw wrong("has fields that this version does not know: "
                    + String.join(", ", unknown.subList(0, Math.min(SHOWN, unknown.size()))));
        }
        Arn service = Arn.of(text(details, "serviceArn"))
                .filter(arn -> arn.service().equals("ecs") && arn.resource().startsWith("service/"))
                .orElseThrow(() -> wrong("names no service"));
        String revision = Arn.of(text(details, "targetServiceRevisionArn"))
                .filter(arn -> arn.service().equals("ecs") && arn.resource().startsWith("service-revision/"))
                .orElseThrow(() -> wrong("names no target service revision"))
                .toString();
        return new HookEvent(
                service, revision, optional(top, "lifecycleStage"), optional(top, "resourceArn"), attempt(top));
    }

    /** What this function has put into its last answer; without it, this is the first invocation. */
    private static int attempt(JsonNode top) throws GateException {
        JsonNode given = top.path("hookDetails").path(HookAnswer.ATTEMPT);
        if (given.isMissingNode()) {
            return 1;
        }
        if (!given.asText().matches("[1-9]") || given.asInt() > HookAnswer.ATTEMPTS) {
            throw wrong("has hookDetails that this function does not write");
        }
        return given.asInt();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).asText() : "";
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return Optional.of(text(node, name)).filter(value -> !value.isEmpty());
    }

    private static GateException wrong(String what) {
        return new GateException(
                "the event " + what,
                "invoke the function as a lifecycle hook of ECS, and update it to a current version");
    }
}
