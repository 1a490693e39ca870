package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Objects of the SDK as the JSON that the AWS command line prints. */
final class SdkJson {
    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    /** @throws UnansweredException when there is a value of a kind that JSON of AWS has no form for */
    ObjectNode object(SdkPojo object) throws UnansweredException {
        ObjectNode node = nodes.objectNode();
        for (SdkField<?> field : object.sdkFields()) {
            Object value = field.getValueOrDefault(object);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                node.set(field.locationName(), value(value));
            }
        }
        return node;
    }

    private JsonNode value(Object value) throws UnansweredException {
        if (value instanceof SdkPojo nested) {
            return object(nested);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = nodes.arrayNode();
            for (Object each : list) {
                array.add(value(each));
            }
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode node = nodes.objectNode();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                node.set(String.valueOf(entry.getKey()), value(entry.getValue()));
            }
            return node;
        }
        if (value instanceof Boolean bool) {
            return nodes.booleanNode(bool);
        }
        if (value instanceof Integer || value instanceof Long) {
            return nodes.numberNode(((Number) value).longValue());
        }
        if (value instanceof Double || value instanceof Float) {
            return nodes.numberNode(((Number) value).doubleValue());
        }
        if (value instanceof String || value instanceof Instant) {
            return nodes.textNode(value.toString());
        }
        throw UnansweredException.failed(
                "the answer of AWS holds a value of the kind "
                        + value.getClass().getSimpleName(),
                "judge the output of aws ecs describe-task-definition instead");
    }
}
