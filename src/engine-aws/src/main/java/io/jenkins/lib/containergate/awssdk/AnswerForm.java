package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * What every answer of an operation has when it is one. A document of another kind, or one without the member that carries the
 * list or the object, is not an empty answer: it is no answer.
 *
 * @param protocol that the service answers in
 * @param members that are always there; a name that ends in {@code []} is a list, which may be empty
 */
record AnswerForm(Protocol protocol, List<String> members) {
    private static final String LIST = "[]";
    private static final JsonMapper JSON =
            JsonMapper.builder(JsonBounds.depth(64).factory()).build();

    enum Protocol {
        JSON,
        /** XML with the members in an element named like the operation. */
        QUERY,
        /** XML with the members in its root. */
        XML,
        /** Content of whatever kind. */
        CONTENT
    }

    static AnswerForm json(String... members) {
        return new AnswerForm(Protocol.JSON, List.of(members));
    }

    static AnswerForm query(String... members) {
        return new AnswerForm(Protocol.QUERY, List.of(members));
    }

    static AnswerForm xml(String... members) {
        return new AnswerForm(Protocol.XML, List.of(members));
    }

    static AnswerForm content() {
        return new AnswerForm(Protocol.CONTENT, List.of());
    }

    /**
     * A body that was read.
     *
     * @param result what carries the members; missing where the body is content, or no document
     * @param lacking what makes the body no answer of the operation
     */
    record Read(JsonNode result, Optional<String> lacking) {}

    Read read(String operation, byte[] body) {
        if (protocol == Protocol.CONTENT) {
            return new Read(MissingNode.getInstance(), Optional.empty());
        }
        JsonNode document;
        try {
            document = protocol == Protocol.JSON ? JSON.readTree(body) : XmlAnswer.parse(body);
        } catch (IOException | XMLStreamException | NoSuchElementException e) {
            document = MissingNode.getInstance();
        }
        JsonNode result = protocol == Protocol.QUERY ? document.path(operation + "Result") : document;
        return new Read(result, lacking(result));
    }

    private Optional<String> lacking(JsonNode result) {
        if (!result.isObject() && !nothing(result)) {
            return Optional.of("something that is not its document");
        }
        if (result.path("IsTruncated").asText().equals("true")
                && result.path("Marker").asText().isEmpty()) {
            return Optional.of("a part, without the marker of the next one");
        }
        return members.stream()
                .filter(member -> !holds(result, member))
                .findFirst()
                .map(member -> "a document without " + name(member));
    }

    private boolean holds(JsonNode result, String member) {
        JsonNode found = result.path(name(member));
        if (!member.endsWith(LIST)) {
            return !found.isMissingNode() && !found.isNull();
        }
        return found.isArray() || nothing(found);
    }

    /** In XML an element without content: a list of nothing, or an answer without members. */
    private boolean nothing(JsonNode found) {
        return protocol != Protocol.JSON && found.isTextual() && found.asText().isEmpty();
    }

    private static String name(String member) {
        return member.endsWith(LIST) ? member.substring(0, member.length() - LIST.length()) : member;
    }
}
