package io.jenkins.lib.containergate.inventory.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one JSON value without keeping it: a callback takes each member or element it wants, by reading exactly the
 * parser's current value or leaving it alone. Of a wrong type nothing is taken, as from a value that is missing.
 */
public final class JsonReading {
    private static final JsonFactory JSON = JsonBounds.depth(1_000).factory();

    /** What begins with zero bytes is taken for UTF-32, of which most bytes are none. */
    public static final String NO_TEXT = "invalid JSON: bytes that are no text";

    /** Takes a value; the parser stands at its first token. */
    @FunctionalInterface
    public interface Value {
        void read(JsonParser value) throws IOException, MalformedContentException, LimitExceededException;
    }

    /** Takes a member of an object; the parser stands at the first token of the member's value. */
    @FunctionalInterface
    public interface Member {
        void read(String name, JsonParser value) throws IOException, MalformedContentException, LimitExceededException;
    }

    private JsonReading() {}

    /** @throws MalformedContentException when the bytes are not exactly one JSON object or array */
    public static void document(InputStream json, Value root)
            throws IOException, MalformedContentException, LimitExceededException {
        try (JsonParser parser = JSON.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                throw new JsonParseException(parser, "neither an object nor an array");
            }
            root.read(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the value");
            }
        } catch (JsonProcessingException e) {
            throw new MalformedContentException(Unreadable.METADATA, "invalid JSON: " + where(e));
        } catch (CharConversionException e) {
            throw new MalformedContentException(Unreadable.METADATA, NO_TEXT);
        }
    }

    /** Of an object each member; nothing of another value. */
    public static void members(JsonParser parser, Member member)
            throws IOException, MalformedContentException, LimitExceededException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            rest(parser, value -> member.read(name, value));
        }
    }

    /** Of an array each element; nothing of another value. */
    public static void elements(JsonParser parser, Value element)
            throws IOException, MalformedContentException, LimitExceededException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        for (JsonToken next = parser.nextToken();
                next != null && next != JsonToken.END_ARRAY;
                next = parser.nextToken()) {
            rest(parser, element);
        }
    }

    /** A string; empty for another value. */
    public static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    /** Passes over what the callback did not read. */
    private static void rest(JsonParser parser, Value value)
            throws IOException, MalformedContentException, LimitExceededException {
        JsonToken token = parser.currentToken();
        Object start = parser.currentTokenLocation();
        value.read(parser);
        if (token != null && token.isStructStart() && start.equals(parser.currentTokenLocation())) {
            parser.skipChildren();
        }
    }

    /** Where the JSON is wrong, without quoting it. */
    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? "not one value"
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
