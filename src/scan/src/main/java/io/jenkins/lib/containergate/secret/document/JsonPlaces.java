package io.jenkins.lib.containergate.secret.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.secret.document.DocumentPlace.Node;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values of a JSON text, or of several one after the other, by where they begin. Strings are passed over unread. */
final class JsonPlaces {
    private static final JsonFactory JSON =
            JsonBounds.depth(DocumentPlaces.DEEPEST).factory();

    private final Deque<Around> around = new ArrayDeque<>();
    private Node last = Node.ROOT;
    private boolean lastIsName;

    /** An object or array that is open. */
    private static final class Around {
        final Node node;
        final boolean array;
        int elements;
        Node member = Node.ROOT;

        Around(Node node, boolean array) {
            this.node = node;
            this.array = array;
        }
    }

    private JsonPlaces() {}

    /** @param before bytes that were left out before the text */
    static Map<Long, DocumentPlace> at(InputStream in, int before, List<Long> positions) throws IOException {
        Map<Long, DocumentPlace> places = new HashMap<>();
        JsonPlaces reading = new JsonPlaces();
        int next = 0;
        try (JsonParser parser = JSON.createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                long start = before + parser.currentTokenLocation().getByteOffset();
                while (next < positions.size() && positions.get(next) < start) {
                    places.put(positions.get(next++), reading.last.place(reading.lastIsName));
                }
                reading.read(token, parser);
            }
        } catch (JsonProcessingException e) {
            return Map.of();
        }
        while (next < positions.size()) {
            places.put(positions.get(next++), reading.last.place(reading.lastIsName));
        }
        return places;
    }

    private void read(JsonToken token, JsonParser parser) throws IOException {
        lastIsName = token == JsonToken.FIELD_NAME;
        if (token.isStructEnd()) {
            last = around.pop().node;
            return;
        }
        if (lastIsName) {
            Around object = around.getFirst();
            object.member = object.node.child(parser.currentName());
            last = object.member;
            return;
        }
        last = value();
        if (token.isStructStart()) {
            around.push(new Around(last, token == JsonToken.START_ARRAY));
        }
    }

    private Node value() {
        if (around.isEmpty()) {
            return Node.ROOT;
        }
        Around inside = around.getFirst();
        return inside.array ? inside.node.child(Integer.toString(inside.elements++)) : inside.member;
    }
}
