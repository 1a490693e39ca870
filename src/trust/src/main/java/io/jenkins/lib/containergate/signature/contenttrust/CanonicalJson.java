package io.jenkins.lib.containergate.signature.contenttrust;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON as it is signed (C.6.2): members by name, no white space, whole numbers, and nothing escaped in texts but the
 * quotation mark and the backslash.
 *
 * @see <a href="http://wiki.laptop.org/go/Canonical_JSON">Canonical JSON</a>
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** @throws RejectedSignatureException for a number that is not whole: it has no canonical form */
    public static byte[] of(JsonNode value) throws RejectedSignatureException {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A text with its quotation marks. */
    static String text(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void append(JsonNode value, StringBuilder text) throws RejectedSignatureException {
        if (value.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            String before = "{";
            for (Map.Entry<String, JsonNode> member : members.entrySet()) {
                text.append(before).append(text(member.getKey())).append(':');
                append(member.getValue(), text);
                before = ",";
            }
            text.append(members.isEmpty() ? "{}" : "}");
        } else if (value.isArray()) {
            String before = "[";
            for (JsonNode element : value) {
                text.append(before);
                append(element, text);
                before = ",";
            }
            text.append(value.isEmpty() ? "[]" : "]");
        } else if (value.isTextual()) {
            text.append(text(value.textValue()));
        } else if (value.isIntegralNumber() || value.isBoolean() || value.isNull()) {
            text.append(value.asText());
        } else {
            throw new RejectedSignatureException("its metadata hold a number that is not whole");
        }
    }
}
