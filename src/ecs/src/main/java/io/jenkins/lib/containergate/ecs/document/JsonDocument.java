package io.jenkins.lib.containergate.ecs.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.jenkins.lib.containergate.ecs.document.Value.Bool;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Null;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Reads exactly one JSON value, without duplicate keys, within bounds. */
public final class JsonDocument {
    private static final int MAX_NAME = 4_096;
    private static final String REMEDY = "write one JSON document without duplicate keys";

    private final Budget budget;
    private final JsonFactory factory;

    public JsonDocument(Budget budget) {
        this.budget = budget;
        this.factory = JsonBounds.depth(budget.limits().maxDepth())
                .texts(budget.limits().maxText())
                .names(MAX_NAME)
                .withoutSharedNames();
    }

    public Value read(String json) throws GateException {
        return read(json, Mark.root(), parser -> parser.currentTokenLocation().getLineNr());
    }

    /** JSON that a text of another document holds; every value in it is on that text's line. */
    public Value readEmbedded(Text text) throws GateException {
        return read(text.value(), text.mark(), parser -> text.mark().line());
    }

    private Value read(String json, Mark root, ToIntFunction<JsonParser> line) throws GateException {
        int last = root.line();
        try (JsonParser parser = factory.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new MalformedDocumentException(budget.document(), last, "there is no JSON value", REMEDY);
            }
            Value value = value(parser, new Mark(root.parent(), root.key(), line.applyAsInt(parser)), line, 0);
            if (parser.nextToken() != null) {
                throw malformed(line.applyAsInt(parser), "text follows after the JSON value");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new MalformedDocumentException(
                    budget.document(),
                    last,
                    "it is nested deeper than " + budget.limits().maxDepth() + " levels, or holds a text longer than "
                            + budget.limits().maxText() + " characters",
                    "treat the file as hostile, or split it");
        } catch (JsonProcessingException e) {
            int at = e.getLocation() == null || root.parent() != null
                    ? last
                    : e.getLocation().getLineNr();
            throw malformed(at, "it is not valid JSON");
        } catch (IOException e) {
            throw malformed(last, "it cannot be read as JSON");
        }
    }

    private Value value(JsonParser parser, Mark mark, ToIntFunction<JsonParser> line, int depth)
            throws IOException, GateException {
        budget.value(depth);
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, mark, line, depth);
            case START_ARRAY -> sequence(parser, mark, line, depth);
            case VALUE_STRING -> new Text(parser.getText(), mark);
            case VALUE_TRUE -> new Bool(true, mark);
            case VALUE_FALSE -> new Bool(false, mark);
            case VALUE_NULL -> new Null(mark);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Number(parser.getText(), mark);
            default -> throw malformed(mark.line(), "it is not valid JSON");
        };
    }

    private Mapping mapping(JsonParser parser, Mark mark, ToIntFunction<JsonParser> line, int depth)
            throws IOException, GateException {
        Map<String, Value> members = new LinkedHashMap<>();
        for (@Nullable String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            int at = line.applyAsInt(parser);
            parser.nextToken();
            if (members.put(name, value(parser, mark.child(name, at), line, depth + 1)) != null) {
                throw malformed(at, "a key is given twice");
            }
        }
        return new Mapping(members, mark);
    }

    private Sequence sequence(JsonParser parser, Mark mark, ToIntFunction<JsonParser> line, int depth)
            throws IOException, GateException {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Mark item = mark.child(Integer.toString(items.size()), line.applyAsInt(parser));
            items.add(value(parser, item, line, depth + 1));
        }
        return new Sequence(items, mark);
    }

    private MalformedDocumentException malformed(int line, String problem) {
        return new MalformedDocumentException(budget.document(), line, problem, REMEDY);
    }
}
