package io.jenkins.lib.containergate.secret.document;

import io.jenkins.lib.containergate.secret.document.DocumentPlace.Node;
import io.jenkins.lib.containergate.yaml.YamlEvents;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Scalars of a stream of YAML documents by their extents; what stands in a comment is in none. */
final class YamlPlaces {
    private static final String NO_NAME = "?";

    private final byte[] bytes;
    private final int before;
    private final List<Long> positions;
    private final Map<Long, DocumentPlace> places = new HashMap<>();
    private final Deque<Around> around = new ArrayDeque<>();
    private int next;
    /** Where counting code points has come to. */
    private int counted;

    private int codePoints;

    /** A mapping or sequence that is open. */
    private static final class Around {
        final Node node;
        final boolean sequence;
        int elements;
        Optional<Node> member = Optional.empty();

        Around(Node node, boolean sequence) {
            this.node = node;
            this.sequence = sequence;
        }
    }

    private YamlPlaces(byte[] bytes, int before, List<Long> positions) {
        this.bytes = bytes;
        this.before = before;
        this.positions = positions;
    }

    /** @param before bytes that were left out before the text */
    static Map<Long, DocumentPlace> at(byte[] bytes, int before, List<Long> positions) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            YamlPlaces reading = new YamlPlaces(bytes, before, positions);
            LoadSettings settings = YamlEvents.settings("document", text, bytes.length + 1);
            for (Event event : YamlEvents.of(settings, text)) {
                if (reading.around.size() > DocumentPlaces.DEEPEST) {
                    return Map.of();
                }
                reading.read(event);
            }
            return reading.places;
        } catch (CharacterCodingException | YamlEngineException e) {
            return Map.of();
        }
    }

    private void read(Event event) {
        switch (event.getEventId()) {
            case SequenceStart, MappingStart ->
                around.push(
                        new Around(begun((CollectionStartEvent) event), event.getEventId() == Event.ID.SequenceStart));
            case SequenceEnd, MappingEnd -> around.pop();
            case Alias -> begun();
            case Scalar -> scalar((ScalarEvent) event);
            default -> {
                // a stream or a document begins or ends
            }
        }
    }

    private void scalar(ScalarEvent event) {
        if (!around.isEmpty()) {
            Around inside = around.getFirst();
            if (!inside.sequence && inside.member.isEmpty()) {
                inside.member = Optional.of(inside.node.child(event.getValue()));
                found(event, withAnchor(event, inside.member.get()), true);
                return;
            }
        }
        found(event, begun(event), false);
    }

    private Node begun(NodeEvent event) {
        return withAnchor(event, begun());
    }

    private static Node withAnchor(NodeEvent event, Node node) {
        return event.getAnchor().isPresent() ? node.withAnchor() : node;
    }

    /** The node that begins here; as a member's name, one that nobody can write as a pointer. */
    private Node begun() {
        if (around.isEmpty()) {
            return Node.ROOT;
        }
        Around inside = around.getFirst();
        if (inside.sequence) {
            return inside.node.child(Integer.toString(inside.elements++));
        }
        Optional<Node> member = inside.member;
        inside.member = member.isPresent() ? Optional.empty() : Optional.of(inside.node.child(NO_NAME));
        return member.orElseGet(() -> inside.node.child(NO_NAME));
    }

    private void found(ScalarEvent event, Node node, boolean inName) {
        long start = event.getStartMark().map(Mark::getIndex).orElse(0);
        long end = event.getEndMark().map(Mark::getIndex).orElse(0);
        while (next < positions.size()) {
            long position = codePoint(positions.get(next));
            if (position >= end) {
                return;
            }
            if (position >= start) {
                places.put(positions.get(next), node.place(inName));
            }
            next++;
        }
    }

    /** The number of the code point at a position in bytes. */
    private long codePoint(long position) {
        long wanted = Math.min(bytes.length, position - before);
        while (counted < wanted) {
            codePoints += (bytes[counted++] & 0xc0) != 0x80 ? 1 : 0;
        }
        return codePoints;
    }
}
