package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A structure of an answer in JSON, with members that this version does not know. What is null is not there, as in clients of the
 * SDK; what is of another type than the API has it is no answer.
 */
final class JsonShape {
    /** In seconds: until the year 5138. */
    private static final double LATEST = 100_000_000_000d;

    private final ObjectNode node;
    private final String subject;

    private JsonShape(ObjectNode node, String subject) {
        this.node = node;
        this.subject = subject;
    }

    /** @param answer which this takes over */
    static JsonShape of(JsonNode answer, String subject) throws UnansweredException {
        if (!(answer instanceof ObjectNode object)) {
            throw AwsCalls.strange(subject);
        }
        dropNulls(object);
        return new JsonShape(object, subject);
    }

    private static void dropNulls(JsonNode node) {
        for (Iterator<JsonNode> members = node.elements(); members.hasNext(); ) {
            JsonNode member = members.next();
            if (member.isNull() && node.isObject()) {
                members.remove();
            } else {
                dropNulls(member);
            }
        }
    }

    Optional<String> text(String member) throws UnansweredException {
        Optional<JsonNode> found = member(member);
        return found.isEmpty() ? Optional.empty() : Optional.of(text(found.get()));
    }

    private String text(JsonNode value) throws UnansweredException {
        require(value.isTextual());
        return value.asText();
    }

    Optional<Boolean> bool(String member) throws UnansweredException {
        Optional<JsonNode> found = member(member);
        require(found.isEmpty() || found.get().isBoolean());
        return found.map(JsonNode::asBoolean);
    }

    Optional<Integer> integer(String member) throws UnansweredException {
        Optional<JsonNode> found = member(member);
        require(found.isEmpty()
                || (found.get().isIntegralNumber() && found.get().canConvertToInt()));
        return found.map(JsonNode::asInt);
    }

    /** Of seconds, with a fraction or without. */
    Optional<Instant> time(String member) throws UnansweredException {
        Optional<JsonNode> found = member(member);
        require(found.isEmpty()
                || (found.get().isNumber() && Math.abs(found.get().asDouble()) < LATEST));
        return found.map(seconds -> Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000)));
    }

    Optional<JsonShape> object(String member) throws UnansweredException {
        Optional<JsonNode> found = member(member);
        return found.isEmpty() ? Optional.empty() : Optional.of(nested(found.get()));
    }

    /** Without members where the member is not there. */
    JsonShape part(String member) throws UnansweredException {
        Optional<JsonShape> found = object(member);
        return found.isPresent() ? found.get() : new JsonShape(node.objectNode(), subject);
    }

    /** None where the member is not there: AWS leaves out lists of nothing. */
    List<JsonShape> objects(String member) throws UnansweredException {
        List<JsonShape> objects = new ArrayList<>();
        for (JsonNode each : list(member)) {
            objects.add(nested(each));
        }
        return objects;
    }

    List<String> texts(String member) throws UnansweredException {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list(member)) {
            texts.add(text(each));
        }
        return texts;
    }

    private JsonShape nested(JsonNode value) throws UnansweredException {
        require(value.isObject());
        return new JsonShape((ObjectNode) value, subject);
    }

    private List<JsonNode> list(String member) throws UnansweredException {
        Optional<JsonNode> found = member(member);
        return found.isEmpty() ? List.of() : JsonService.elements(node, member, subject);
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(node.get(name));
    }

    private void require(boolean asInTheApi) throws UnansweredException {
        if (!asInTheApi) {
            throw AwsCalls.strange(subject);
        }
    }

    /** A copy that has these members of the other one, as far as that has them. */
    JsonShape with(JsonShape other, Set<String> members) {
        ObjectNode copy = node.objectNode();
        copy.setAll(node);
        for (String member : members) {
            other.member(member).ifPresent(value -> copy.set(member, value));
        }
        return new JsonShape(copy, subject);
    }

    /** @param known paths of members, with slashes between their names and without places in lists */
    boolean holdsOnly(Set<String> known) {
        return holdsOnly(node, "", known);
    }

    private static boolean holdsOnly(JsonNode value, String path, Set<String> known) {
        if (value.isArray()) {
            for (JsonNode item : value) {
                if (!holdsOnly(item, path, known)) {
                    return false;
                }
            }
            return true;
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String inner = path.isEmpty() ? member.getKey() : path + "/" + member.getKey();
            boolean holder = known.stream().anyMatch(each -> each.startsWith(inner + "/"));
            if (!known.contains(inner) && !(holder && holdsOnly(member.getValue(), inner, known))) {
                return false;
            }
        }
        return true;
    }

    String json() {
        return node.toString();
    }

    /** Without what was answered. */
    @Override
    public String toString() {
        return "JsonShape[" + subject + "]";
    }
}
