package io.jenkins.lib.containergate.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.JsonProblem;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A value of an image's JSON, read so that it means what it means to a container runtime.
 *
 * <p>Runtimes are written in Go, whose JSON reader takes {@code "ENV"} for {@code "Env"} and the last of several equal
 * keys. So members are found whatever their case, and an object with two members of one name is an error, as are
 * trailing text and deep nesting.
 */
public final class StrictJson {
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory FACTORY = JsonBounds.depth(MAX_DEPTH).uniqueNames();
    /** More than any document that is read has bytes. */
    private static final int LARGE_TEXT = 64 << 20;

    private static final JsonFactory LARGE_TEXTS =
            JsonBounds.depth(MAX_DEPTH).texts(LARGE_TEXT).uniqueNames();

    private final String document;
    private final String pointer;
    private final JsonNode node;

    private StrictJson(String document, String pointer, JsonNode node) {
        this.document = document;
        this.pointer = pointer;
        this.node = node;
    }

    /**
     * @param document what it is, for messages: {@code the manifest sha256:...}
     * @throws GateException when the bytes are not exactly one JSON value
     */
    public static StrictJson parse(byte[] json, String document) throws GateException {
        return parse(FACTORY, json, document);
    }

    /** For what holds another document in one text; how many bytes there are is bounded before. */
    public static StrictJson withLargeTexts(byte[] json, String document) throws GateException {
        return parse(LARGE_TEXTS, json, document);
    }

    /**
     * For what may be large: many small values take far more memory than their bytes.
     *
     * @param maxTokens values, names of members, and beginnings and ends of objects and arrays
     */
    public static StrictJson parse(byte[] json, String document, long maxTokens) throws GateException {
        return parse(JsonBounds.depth(MAX_DEPTH).tokens(maxTokens).uniqueNames(), json, document);
    }

    private static StrictJson parse(JsonFactory factory, byte[] json, String document) throws GateException {
        JsonNode node;
        try {
            node = JsonTree.read(factory, json);
        } catch (JsonProcessingException e) {
            throw new GateException(
                    document + " is not valid JSON: " + JsonProblem.of(e), "build or pull the image again", e);
        } catch (IOException e) {
            throw new GateException(document + " cannot be read as JSON", "build or pull the image again", e);
        }
        if (node.isMissingNode()) {
            throw new GateException(document + " is empty", "build or pull the image again");
        }
        return new StrictJson(document, "", node);
    }

    JsonNode node() {
        return node;
    }

    /** A member that is there and not null. */
    public Optional<StrictJson> member(String name) throws GateException {
        if (!node.isObject()) {
            throw wrong("an object");
        }
        StrictJson found = null;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (isMember(field.getKey(), name)) {
                if (found != null) {
                    throw new GateException(
                            "the member '" + name + "' at " + place() + " occurs twice, in different case",
                            "treat the image as hostile");
                }
                found = new StrictJson(document, pointer + "/" + name, field.getValue());
            }
        }
        return Optional.ofNullable(found).filter(value -> !value.node.isNull());
    }

    /** Java takes the dotless and the dotted letter of Turkish for an {@code i}, runtimes do not. */
    private static boolean isMember(String written, String name) {
        boolean alike =
                written.equalsIgnoreCase(name) && written.indexOf('\u0131') < 0 && written.indexOf('\u0130') < 0;
        return alike || written.equals(name);
    }

    public StrictJson required(String name) throws GateException {
        Optional<StrictJson> member = member(name);
        if (member.isEmpty()) {
            throw new GateException(
                    "the member '" + name + "' is missing at " + place(), "build or pull the image again");
        }
        return member.get();
    }

    public boolean has(String name) throws GateException {
        return member(name).isPresent();
    }

    public String text() throws GateException {
        if (!node.isTextual()) {
            throw wrong("a text");
        }
        return node.textValue();
    }

    /** Text of a member, empty when there is none. */
    public String textOf(String name) throws GateException {
        Optional<StrictJson> member = member(name);
        return member.isPresent() ? member.get().text() : "";
    }

    public long number() throws GateException {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong("a whole number");
        }
        return node.longValue();
    }

    public boolean bool() throws GateException {
        if (!node.isBoolean()) {
            throw wrong("true or false");
        }
        return node.booleanValue();
    }

    public boolean isText() {
        return node.isTextual();
    }

    public boolean isObject() {
        return node.isObject();
    }

    public boolean isArray() {
        return node.isArray();
    }

    public List<StrictJson> elements() throws GateException {
        if (!node.isArray()) {
            throw wrong("an array");
        }
        List<StrictJson> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new StrictJson(document, pointer + "/" + i, node.get(i)));
        }
        return elements;
    }

    /** Elements of a member, none when there is no such member. */
    public List<StrictJson> elementsOf(String name) throws GateException {
        Optional<StrictJson> member = member(name);
        return member.isPresent() ? member.get().elements() : List.of();
    }

    public List<String> textsOf(String name) throws GateException {
        List<String> texts = new ArrayList<>();
        for (StrictJson element : elementsOf(name)) {
            texts.add(element.text());
        }
        return texts;
    }

    /** Names of all members, exactly as written and sorted. */
    public Set<String> names() throws GateException {
        Set<String> names = new TreeSet<>();
        objectNode().fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Names of a member that is used as a set or map, exactly as written and sorted. */
    public Set<String> namesOf(String name) throws GateException {
        Set<String> names = new TreeSet<>();
        Optional<StrictJson> member = member(name);
        if (member.isPresent()) {
            member.get().objectNode().fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    /** A member that maps texts to texts; null means an empty text. */
    public Map<String, String> textMapOf(String name) throws GateException {
        Map<String, String> map = new TreeMap<>();
        Optional<StrictJson> member = member(name);
        if (member.isPresent()) {
            for (Map.Entry<String, JsonNode> field : member.get().objectNode().properties()) {
                String place = pointer + "/" + name + "/" + field.getKey();
                boolean isNull = field.getValue().isNull();
                map.put(field.getKey(), isNull ? "" : new StrictJson(document, place, field.getValue()).text());
            }
        }
        return map;
    }

    /** Where this value is, for messages. */
    public String place() {
        return pointer.isEmpty() ? "the top of " + document : SafeText.quoted(pointer) + " of " + document;
    }

    private JsonNode objectNode() throws GateException {
        if (!node.isObject()) {
            throw wrong("an object");
        }
        return node;
    }

    private GateException wrong(String wanted) {
        return new GateException(place() + " is not " + wanted, "build or pull the image again");
    }
}
