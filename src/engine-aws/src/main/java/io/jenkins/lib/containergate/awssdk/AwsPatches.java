package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ssm.PatchLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the API of AWS Systems Manager. */
final class AwsPatches implements PatchLookups {
    private static final int IDS = 50;
    private static final String RECOMMENDED = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended";

    private final JsonService ssm;
    private final JsonMapper json =
            JsonMapper.builder(JsonBounds.depth(8).factory()).build();

    AwsPatches(JsonService ssm) {
        this.ssm = ssm;
    }

    @Override
    public Lookup<List<PatchState>> patchStates(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the patches of instances";
        return AwsCalls.lookup(() -> {
            List<PatchState> states = new ArrayList<>();
            for (List<String> batch : AwsCalls.batches(ids, IDS)) {
                ObjectNode input = JsonNodeFactory.instance.objectNode();
                batch.forEach(input.putArray("InstanceIds")::add);
                for (JsonNode state : ssm.all(
                        AwsAction.SSM_DESCRIBE_INSTANCE_PATCH_STATES,
                        subject,
                        input,
                        "InstancePatchStates",
                        deadline)) {
                    if (!state.path("InstanceId").isTextual()
                            || !state.path("MissingCount").isInt()
                            || !state.path("FailedCount").isInt()) {
                        throw AwsCalls.strange(subject);
                    }
                    states.add(state(state));
                }
            }
            return List.copyOf(states);
        });
    }

    /** The two other counts are left out where a baseline has nothing of the kind. */
    private static PatchState state(JsonNode state) {
        JsonNode scanned = state.path("OperationEndTime");
        return new PatchState(
                state.path("InstanceId").asText(),
                state.path("MissingCount").asInt(),
                state.path("FailedCount").asInt(),
                state.path("InstalledPendingRebootCount").asInt(),
                state.path("SecurityNonCompliantCount").asInt(),
                scanned.isNumber() ? Optional.of(Instant.ofEpochSecond(scanned.asLong())) : Optional.empty());
    }

    @Override
    public Lookup<RecommendedImage> recommendedImage(Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the parameter " + RECOMMENDED;
        return AwsCalls.lookup(() -> {
            ObjectNode input = JsonNodeFactory.instance.objectNode().put("Name", RECOMMENDED);
            JsonNode value = ssm.ask(AwsAction.SSM_GET_PARAMETER, subject, input, deadline)
                    .path("Parameter")
                    .path("Value");
            JsonNode image = parsed(value.asText(), subject);
            if (!image.path("ecs_agent_version").isTextual()
                    || !image.path("ecs_runtime_version").isTextual()) {
                throw AwsCalls.strange(subject);
            }
            return new RecommendedImage(
                    image.path("image_id").asText(),
                    image.path("ecs_agent_version").asText(),
                    image.path("ecs_runtime_version").asText());
        });
    }

    private JsonNode parsed(String text, String subject) throws UnansweredException {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw AwsCalls.strange(subject);
        }
    }
}
