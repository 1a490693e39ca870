package io.jenkins.lib.containergate.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A document that is wrong in one place: each member and element left out, emptied, or of another type. By default every
 * fifth of these; each place has six to eight, so that over several places each kind is among them.
 */
public final class JsonMutations {
    private static final int STEP = Effort.step(5, 1);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonMutations() {}

    /** By what was changed: {@code /a/0/b = null}. */
    public static Map<String, ObjectNode> of(ObjectNode document) {
        Map<String, ObjectNode> mutations = new LinkedHashMap<>();
        int number = 0;
        for (String pointer : pointers(document, "")) {
            JsonNode original = document.at(pointer);
            if (number++ % STEP == 0) {
                ObjectNode without = document.deepCopy();
                remove(without, pointer);
                mutations.put(pointer + " left out", without);
            }
            List<JsonNode> others = new ArrayList<>(List.of(
                    NODES.nullNode(), NODES.textNode(""), NODES.numberNode(7), NODES.arrayNode(), NODES.objectNode()));
            if (original.isTextual()) {
                others.add(NODES.textNode(original.textValue() + "A"));
                others.add(NODES.arrayNode().add(original));
            }
            for (JsonNode other : others) {
                if (!other.equals(original) && number++ % STEP == 0) {
                    ObjectNode changed = document.deepCopy();
                    set(changed, pointer, other);
                    mutations.put(pointer + " = " + other, changed);
                }
            }
        }
        return mutations;
    }

    private static TreeSet<String> pointers(JsonNode node, String at) {
        TreeSet<String> pointers = new TreeSet<>();
        if (!at.isEmpty()) {
            pointers.add(at);
        }
        node.properties()
                .forEach(member -> pointers.addAll(pointers(
                        member.getValue(),
                        at + "/" + member.getKey().replace("~", "~0").replace("/", "~1"))));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                pointers.addAll(pointers(node.get(i), at + "/" + i));
            }
        }
        return pointers;
    }

    private static JsonNode parent(ObjectNode document, String pointer) {
        return document.at(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    private static void remove(ObjectNode document, String pointer) {
        if (parent(document, pointer) instanceof ArrayNode array) {
            array.remove(Integer.parseInt(last(pointer)));
        } else {
            ((ObjectNode) parent(document, pointer)).remove(last(pointer));
        }
    }

    private static void set(ObjectNode document, String pointer, JsonNode value) {
        if (parent(document, pointer) instanceof ArrayNode array) {
            array.set(Integer.parseInt(last(pointer)), value);
        } else {
            ((ObjectNode) parent(document, pointer)).set(last(pointer), value);
        }
    }
}
