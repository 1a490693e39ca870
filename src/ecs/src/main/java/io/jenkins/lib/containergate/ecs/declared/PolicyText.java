package io.jenkins.lib.containergate.ecs.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.fault.GateException;

/**
 * The JSON of a policy that a template writes as an object. The name of a resource of the template stands for one thing and is
 * no wildcard, so a placeholder takes its place; a value that may be anything makes the policy unknown.
 */
public final class PolicyText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Starts like the ARN that it stands for in most places. */
    private static final String PLACEHOLDER = "arn:aws:declared:::resource/";

    private PolicyText() {}

    /** What takes the place of a reference to a resource of the file. */
    public static String standIn(String origin) {
        return PLACEHOLDER + origin;
    }

    /** @throws GateException when a part of it is not known before deployment */
    static String of(Value document) throws GateException {
        return document instanceof Value.Text text
                ? text.value()
                : node(document).toString();
    }

    private static JsonNode node(Value value) throws GateException {
        if (value instanceof Value.Mapping mapping) {
            ObjectNode object = JSON.objectNode();
            for (var member : mapping.members().entrySet()) {
                if (!(member.getValue() instanceof Value.Null)) {
                    object.set(member.getKey(), node(member.getValue()));
                }
            }
            return object;
        }
        if (value instanceof Value.Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            for (Value item : sequence.items()) {
                if (!(item instanceof Value.Null)) {
                    array.add(node(item));
                }
            }
            return array;
        }
        if (value instanceof Value.Unresolved unresolved) {
            return placeholder(unresolved);
        }
        return scalar(value);
    }

    private static JsonNode scalar(Value value) {
        if (value instanceof Value.Bool bool) {
            return JSON.booleanNode(bool.value());
        }
        return value instanceof Value.Text text ? TextNode.valueOf(text.value()) : JSON.textNode(digits(value));
    }

    private static String digits(Value value) {
        return value instanceof Value.Number number ? number.digits() : "";
    }

    private static JsonNode placeholder(Value.Unresolved unresolved) throws GateException {
        String text = filled(unresolved);
        boolean named = !unresolved.shape().isEmpty() || !unresolved.origin().isEmpty();
        if (!unresolved.certainty().present() || !named) {
            throw new GateException(unresolved.reason(), "give what it depends on (--parameter NAME=VALUE)");
        }
        return TextNode.valueOf(text);
    }

    private static String filled(Value.Unresolved unresolved) {
        String gap = String.valueOf(Value.Unresolved.GAP);
        String shape = unresolved.shape();
        if (shape.isEmpty()) {
            return standIn(unresolved.origin());
        }
        String start = shape.startsWith(gap) ? PLACEHOLDER : "";
        return start + shape.replace(gap, "declared");
    }
}
