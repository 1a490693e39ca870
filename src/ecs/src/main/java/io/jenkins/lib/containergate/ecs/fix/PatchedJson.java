package io.jenkins.lib.containergate.ecs.fix;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.finding.JsonPatch;
import io.jenkins.lib.containergate.finding.JsonPatch.Operation;
import io.jenkins.lib.containergate.json.JsonBounds;

/** Applies the patches of findings, as RFC 6902 says. */
final class PatchedJson {
    private static final ObjectMapper JSON = new ObjectMapper(JsonBounds.own().factory());

    private PatchedJson() {}

    /** Changes {@code document}; false when a place of the patch is not there, with the operations before it done. */
    static boolean apply(ObjectNode document, JsonPatch patch) {
        return patch.operations().stream().allMatch(operation -> apply(document, operation));
    }

    private static boolean apply(ObjectNode document, Operation operation) {
        JsonPointer pointer = JsonPointer.compile(operation.path());
        if (pointer.matches()) {
            return false;
        }
        JsonNode parent = document.at(pointer.head());
        String key = pointer.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            return operation.value().isPresent()
                    ? put(object, key, value(operation.value().get()))
                    : object.remove(key) != null;
        }
        return parent instanceof ArrayNode array && apply(array, key, operation);
    }

    private static boolean put(ObjectNode object, String key, JsonNode value) {
        object.set(key, value);
        return true;
    }

    private static boolean apply(ArrayNode array, String key, Operation operation) {
        if (operation.value().isPresent() && key.equals("-")) {
            array.add(value(operation.value().get()));
            return true;
        }
        if (!key.matches("0|[1-9][0-9]{0,8}")) {
            return false;
        }
        int index = Integer.parseInt(key);
        if (operation.value().isEmpty()) {
            return array.remove(index) != null;
        }
        if (index > array.size()) {
            return false;
        }
        array.insert(index, value(operation.value().get()));
        return true;
    }

    private static JsonNode value(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the value of a patch is JSON", e);
        }
    }
}
