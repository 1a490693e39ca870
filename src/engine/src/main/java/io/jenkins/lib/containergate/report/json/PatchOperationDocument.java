package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.finding.JsonPatch;
import io.jenkins.lib.containergate.finding.JsonPatch.Operation;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.report.json.RequiredKeys.NullAllowed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One operation of a JSON Patch, as RFC 6902 writes it. */
record PatchOperationDocument(
        String op,
        String path,

        @NullAllowed @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        JsonNode value) {
    private static final ObjectMapper JSON = new ObjectMapper(JsonBounds.own().factory());

    static List<PatchOperationDocument> of(JsonPatch patch) {
        return patch.operations().stream().map(PatchOperationDocument::of).toList();
    }

    private static PatchOperationDocument of(Operation operation) {
        try {
            return new PatchOperationDocument(
                    operation.op(),
                    operation.path(),
                    operation.value().isEmpty()
                            ? null
                            : JSON.readTree(operation.value().get()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the value of a patch is JSON", e);
        }
    }

    /** @throws IllegalArgumentException for an operation that no gate writes */
    static Optional<JsonPatch> patch(@Nullable List<PatchOperationDocument> operations) {
        return operations == null
                ? Optional.empty()
                : Optional.of(new JsonPatch(operations.stream()
                        .map(each -> new Operation(
                                each.op(),
                                each.path(),
                                Optional.ofNullable(each.value()).map(JsonNode::toString)))
                        .toList()));
    }
}
