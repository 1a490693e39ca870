package io.jenkins.lib.containergate.policy.yaml;

import io.jenkins.lib.containergate.policy.yaml.YamlValue.Entry;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Mapping;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Scalar;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Sequence;
import io.jenkins.lib.containergate.text.ShownName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Builds the tree of one document from parser events. An alias shares the value it names instead of copying it, so
 * that nested aliases cannot multiply; readers of the tree follow its known shape only.
 */
final class YamlTree {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NODES = 200_000;
    private static final int MAX_ALIASES = 100;

    private final LoadSettings settings;
    private final Iterator<Event> events;
    private final Map<Anchor, YamlValue> anchored = new HashMap<>();
    private int nodes;
    private int aliases;

    YamlTree(LoadSettings settings, Iterator<Event> events) {
        this.settings = settings;
        this.events = events;
    }

    YamlValue document() {
        next();
        Event start = next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            throw new Malformed(1, "empty: a policy starts with 'version: 1'");
        }
        YamlValue root = value(next(), 0);
        next();
        Event end = next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw new Malformed(line(end), "a second document starts here: a policy file holds one");
        }
        return root;
    }

    private Event next() {
        return events.next();
    }

    private YamlValue value(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Malformed(line(event), "nested deeper than " + MAX_DEPTH + " levels");
        }
        if (++nodes > MAX_NODES) {
            throw new Malformed(line(event), "more than " + MAX_NODES + " values");
        }
        return switch (event.getEventId()) {
            case Alias -> aliased((AliasEvent) event);
            case Scalar -> anchor(((ScalarEvent) event).getAnchor(), scalar((ScalarEvent) event));
            case SequenceStart -> anchor(start(event).getAnchor(), sequence(event, depth));
            case MappingStart -> anchor(start(event).getAnchor(), mapping(event, depth));
            default -> throw new Malformed(line(event), "not a value");
        };
    }

    private YamlValue aliased(AliasEvent event) {
        if (++aliases > MAX_ALIASES) {
            throw new Malformed(line(event), "more than " + MAX_ALIASES + " aliases");
        }
        @Nullable YamlValue value = anchored.get(event.getAlias());
        if (value == null) {
            throw new Malformed(line(event), "an alias to an anchor that is not complete before it");
        }
        return value;
    }

    private YamlValue anchor(Optional<Anchor> anchor, YamlValue value) {
        anchor.ifPresent(name -> anchored.put(name, value));
        return value;
    }

    private Scalar scalar(ScalarEvent event) {
        refuseTag(event.getTag(), event);
        if (!event.isPlain()) {
            return new Scalar(event.getValue(), ScalarType.TEXT, line(event));
        }
        Tag tag = settings.getSchema().getScalarResolver().resolve(event.getValue(), true);
        return new Scalar(event.getValue(), type(tag), line(event));
    }

    private static ScalarType type(Tag tag) {
        if (tag.equals(Tag.INT)) {
            return ScalarType.INTEGER;
        }
        if (tag.equals(Tag.FLOAT)) {
            return ScalarType.DECIMAL;
        }
        if (tag.equals(Tag.BOOL)) {
            return ScalarType.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? ScalarType.NULL : ScalarType.TEXT;
    }

    private Sequence sequence(Event start, int depth) {
        refuseTag(start(start).getTag(), start);
        List<YamlValue> items = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(value(event, depth + 1));
        }
        return new Sequence(items, line(start));
    }

    private Mapping mapping(Event start, int depth) {
        refuseTag(start(start).getTag(), start);
        List<Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw new Malformed(line(event), "a key must be a plain name");
            }
            refuseTag(key.getTag(), key);
            if (!keys.add(key.getValue())) {
                throw new Malformed(line(key), "the key " + ShownName.of(key.getValue()) + " is given twice");
            }
            entries.add(new Entry(key.getValue(), line(key), value(next(), depth + 1)));
        }
        return new Mapping(entries, line(start));
    }

    private static CollectionStartEvent start(Event event) {
        return (CollectionStartEvent) event;
    }

    private static void refuseTag(Optional<String> tag, Event event) {
        if (tag.isPresent()) {
            throw new Malformed(line(event), "tags (!name) have no meaning in a policy");
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** Ends the reading of this document; never leaves this package. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;

        Malformed(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }
}
