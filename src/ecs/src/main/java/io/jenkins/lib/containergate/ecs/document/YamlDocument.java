package io.jenkins.lib.containergate.ecs.document;

import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document the way CloudFormation does: YAML 1.1 scalars, the short forms of template functions as tags,
 * and neither aliases nor merge keys, which CloudFormation refuses as well.
 */
public final class YamlDocument {
    private static final String REMEDY = "write one YAML document as CloudFormation takes it";
    private static final String STRING_TAG = "tag:yaml.org,2002:str";

    private final Budget budget;

    public YamlDocument(Budget budget) {
        this.budget = budget;
    }

    public Value read(String yaml) throws GateException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("document")
                .setCodePointLimit(budget.limits().maxBytes())
                .build();
        try {
            return new Tree(new Parse(settings).parseString(yaml).iterator()).document();
        } catch (MarkedYamlEngineException e) {
            throw malformed(e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), "it is not valid YAML");
        } catch (YamlEngineException e) {
            throw malformed(1, "it is not valid YAML");
        }
    }

    private MalformedDocumentException malformed(int line, String problem) {
        return new MalformedDocumentException(budget.document(), line, problem, REMEDY);
    }

    private final class Tree {
        private final Iterator<Event> events;

        Tree(Iterator<Event> events) {
            this.events = events;
        }

        Value document() throws GateException {
            events.next();
            Event start = events.next();
            if (start.getEventId() == Event.ID.StreamEnd) {
                throw malformed(1, "it is empty");
            }
            Event first = events.next();
            Value root = value(first, Mark.root(), 0);
            events.next();
            Event end = events.next();
            if (end.getEventId() != Event.ID.StreamEnd) {
                throw malformed(line(end), "a second document starts here");
            }
            return root;
        }

        private Value value(Event event, Mark mark, int depth) throws GateException {
            budget.value(depth);
            if (event instanceof ScalarEvent scalar) {
                refuseAnchor(scalar.getAnchor(), event);
                return scalar(scalar, mark);
            }
            if (event instanceof CollectionStartEvent start) {
                refuseAnchor(start.getAnchor(), event);
                Optional<ShortForm> function = function(start.getTag(), event);
                Mark inner = function.isPresent() ? mark.child(function.get().key(), mark.line()) : mark;
                Value collection =
                        event.getEventId() == Event.ID.SequenceStart ? sequence(inner, depth) : mapping(inner, depth);
                return function.isPresent() ? function.get().of(collection, mark) : collection;
            }
            throw malformed(line(event), "aliases (*name) are not allowed");
        }

        private Value scalar(ScalarEvent event, Mark mark) throws GateException {
            budget.text(event.getValue().length());
            if (event.getTag().filter(STRING_TAG::equals).isPresent()) {
                return new Text(event.getValue(), mark);
            }
            Optional<ShortForm> function = function(event.getTag(), event);
            if (function.isPresent()) {
                return function.get()
                        .of(new Text(event.getValue(), mark.child(function.get().key(), mark.line())), mark);
            }
            return event.isPlain() ? YamlScalar.plain(event.getValue(), mark) : new Text(event.getValue(), mark);
        }

        private Sequence sequence(Mark mark, int depth) throws GateException {
            List<Value> items = new ArrayList<>();
            for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
                items.add(value(event, mark.child(Integer.toString(items.size()), line(event)), depth + 1));
            }
            return new Sequence(items, mark);
        }

        private Mapping mapping(Mark mark, int depth) throws GateException {
            Map<String, Value> members = new LinkedHashMap<>();
            for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
                if (!(event instanceof ScalarEvent key) || key.getTag().isPresent()) {
                    throw malformed(line(event), "a key must be a plain name");
                }
                refuseAnchor(key.getAnchor(), event);
                if (key.isPlain() && key.getValue().equals("<<")) {
                    throw malformed(line(event), "merge keys (<<) are not allowed");
                }
                budget.text(key.getValue().length());
                Event value = events.next();
                if (members.put(key.getValue(), value(value, mark.child(key.getValue(), line(event)), depth + 1))
                        != null) {
                    throw malformed(line(event), "a key is given twice");
                }
            }
            return new Mapping(members, mark);
        }

        private void refuseAnchor(Optional<Anchor> anchor, Event event) throws GateException {
            if (anchor.isPresent()) {
                throw malformed(line(event), "anchors (&name) are not allowed");
            }
        }

        private Optional<ShortForm> function(Optional<String> tag, Event event) throws GateException {
            if (tag.isEmpty() || tag.get().equals("!")) {
                return Optional.empty();
            }
            Optional<ShortForm> function = ShortForm.ofTag(tag.get());
            if (function.isEmpty()) {
                throw malformed(line(event), "its tag is not a function of CloudFormation");
            }
            return function;
        }

        private static int line(Event event) {
            return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        }
    }
}
