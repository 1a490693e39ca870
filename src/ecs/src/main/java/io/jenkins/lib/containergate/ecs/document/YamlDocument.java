package io.jenkins.lib.containergate.ecs.document;

import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.yaml.YamlEvents;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
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
        refuseOtherLineBreaks(yaml);
        LoadSettings settings =
                YamlEvents.settings("document", yaml, budget.limits().maxBytes());
        try {
            return new Tree(YamlEvents.of(settings, yaml).iterator()).document();
        } catch (MarkedYamlEngineException e) {
            throw malformed(e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), "it is not valid YAML");
        } catch (YamlEngineException e) {
            throw malformed(1, "it is not valid YAML");
        }
    }

    /**
     * YAML 1.1, which CloudFormation reads, ends a line, and with it a comment, at characters that YAML 1.2 takes for part of it.
     *
     * @see <a href="https://yaml.org/spec/1.2.2/#54-line-break-characters">Line break characters</a>
     */
    private void refuseOtherLineBreaks(String yaml) throws MalformedDocumentException {
        int line = 1;
        for (int i = 0; i < yaml.length(); i++) {
            char each = yaml.charAt(i);
            if (each == '\n') {
                line++;
            } else if (each == '\u0085' || each == '\u2028' || each == '\u2029') {
                throw malformed(
                        line,
                        "the character U+%04X ends a line for some readers and not for others".formatted((int) each));
            }
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

    /**
     * A template function written as a YAML tag: {@code !Sub x} is {@code {"Fn::Sub": x}}.
     *
     * @param key its long form
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
     *     functions</a>
     */
    record ShortForm(String key) {
        private static final Set<String> FUNCTIONS = Set.of(
                "And",
                "Base64",
                "Cidr",
                "Equals",
                "FindInMap",
                "GetAtt",
                "GetAZs",
                "If",
                "ImportValue",
                "Join",
                "Length",
                "Not",
                "Or",
                "Select",
                "Split",
                "Sub",
                "ToJsonString",
                "Transform");
        private static final Set<String> PLAIN = Set.of("Ref", "Condition");

        static Optional<ShortForm> ofTag(String tag) {
            String name = tag.startsWith("!") ? tag.substring(1) : "";
            if (PLAIN.contains(name)) {
                return Optional.of(new ShortForm(name));
            }
            return FUNCTIONS.contains(name) ? Optional.of(new ShortForm("Fn::" + name)) : Optional.empty();
        }

        Value of(Value argument, Mark mark) {
            return new Value.Mapping(Map.of(key, argument), mark);
        }
    }

    /**
     * What a plain scalar means in YAML 1.1, which CloudFormation reads: {@code yes} is true, {@code 010} is 8, {@code 0x0} is 0.
     *
     * @see <a href="https://yaml.org/type/">Types of YAML 1.1</a>
     */
    static final class YamlScalar {
        private static final Set<String> TRUE = Set.of("true", "yes", "on");
        private static final Set<String> FALSE = Set.of("false", "no", "off");
        private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
        private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9_]{0,40})");
        private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]{1,40}");
        private static final Pattern HEXADECIMAL = Pattern.compile("[-+]?0x[0-9a-fA-F_]{1,40}");
        private static final Pattern BINARY = Pattern.compile("[-+]?0b[01_]{1,80}");
        private static final Pattern FLOAT = Pattern.compile("[-+]?[0-9]{1,20}\\.[0-9]{1,20}(?:[eE][-+]?[0-9]{1,4})?");

        private YamlScalar() {}

        static Value plain(String text, Mark mark) {
            if (NULL.contains(text)) {
                return new Value.Null(mark);
            }
            String lower = text.length() <= 5 ? text.toLowerCase(Locale.ROOT) : "";
            boolean oneCase = text.equals(lower)
                    || text.equals(text.toUpperCase(Locale.ROOT))
                    || text.substring(1).equals(lower.isEmpty() ? "" : lower.substring(1));
            if (oneCase && TRUE.contains(lower)) {
                return new Value.Bool(true, mark);
            }
            if (oneCase && FALSE.contains(lower)) {
                return new Value.Bool(false, mark);
            }
            if (DECIMAL.matcher(text).matches()) {
                return number(text, 0, 10, mark);
            }
            if (HEXADECIMAL.matcher(text).matches()) {
                return number(text, 2, 16, mark);
            }
            if (BINARY.matcher(text).matches()) {
                return number(text, 2, 2, mark);
            }
            if (OCTAL.matcher(text).matches()) {
                return number(text, 1, 8, mark);
            }
            return FLOAT.matcher(text).matches() ? new Value.Number(text, mark) : new Value.Text(text, mark);
        }

        /** @param prefix characters between the sign and the digits */
        private static Value number(String text, int prefix, int base, Mark mark) {
            boolean negative = text.charAt(0) == '-';
            int sign = negative || text.charAt(0) == '+' ? 1 : 0;
            String digits = text.substring(sign + prefix).replace("_", "");
            if (digits.isEmpty()) {
                return new Value.Text(text, mark);
            }
            BigInteger value = new BigInteger(digits, base);
            return new Value.Number((negative ? value.negate() : value).toString(), mark);
        }
    }
}
