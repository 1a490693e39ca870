package io.jenkins.lib.containergate.secret.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file of this project's own rules as a tree. Without Jackson's object mapper, which takes longer to make in each process than to
 * read all files does.
 */
final class RuleDocument {
    private static final TomlFactory TOML = new TomlFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RuleDocument() {}

    static JsonNode read(InputStream in) throws IOException {
        try (JsonParser parser = TOML.createParser(in)) {
            return node(parser, parser.nextToken());
        }
    }

    private static JsonNode node(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                ObjectNode table = NODES.objectNode();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    table.set(name, node(parser, parser.nextToken()));
                }
                yield table;
            }
            case START_ARRAY -> {
                ArrayNode list = NODES.arrayNode();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    list.add(node(parser, next));
                }
                yield list;
            }
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getIntValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            default -> throw new IllegalArgumentException("a rule file of this build has a value of another kind");
        };
    }
}
