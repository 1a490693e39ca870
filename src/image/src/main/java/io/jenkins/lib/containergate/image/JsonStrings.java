package io.jenkins.lib.containergate.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every string of a JSON document: values, and names of members whose value is no string. */
public final class JsonStrings {
    private JsonStrings() {}

    /** Takes the strings. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * @param path names and numbers from the root; the last is the string's own
         * @param text the value; empty when only the name is one
         */
        void string(List<String> path, String text) throws GateException, InterruptedException;
    }

    /** @param document for messages */
    public static void forEach(byte[] json, String document, Visitor visitor)
            throws GateException, InterruptedException {
        walk(StrictJson.parse(json, document).node(), new ArrayList<>(), visitor);
    }

    private static void walk(JsonNode node, List<String> path, Visitor visitor)
            throws GateException, InterruptedException {
        if (node.isTextual()) {
            visitor.string(List.copyOf(path), node.textValue());
            return;
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                path.add(member.getKey());
                if (!member.getValue().isTextual()) {
                    visitor.string(List.copyOf(path), "");
                }
                walk(member.getValue(), path, visitor);
                path.remove(path.size() - 1);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            path.add(Integer.toString(i));
            walk(node.get(i), path, visitor);
            path.remove(path.size() - 1);
        }
    }
}
