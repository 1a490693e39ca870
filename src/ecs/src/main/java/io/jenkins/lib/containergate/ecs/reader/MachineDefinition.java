package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A definition in the Amazon States Language as far as a file says it: what a template fills in is an unresolved value in its
 * place, and a text that is not JSON for it is no definition.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html">Amazon States Language</a>
 */
final class MachineDefinition {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.:-]{1,255})}");
    /** What stands in a text for an unresolved value, by its number. */
    private static final Pattern STANDS_FOR = Pattern.compile(Unresolved.GAP + "(\\d{1,9})" + Unresolved.GAP);

    /** A text of JSON, or an unresolved value that is in none. */
    private static final Pattern TEXT_OR_VALUE =
            Pattern.compile("(?s)\"(?:[^\"\\\\]++|\\\\.)*+\"|(" + STANDS_FOR.pattern() + ")");

    private static final String FOREIGN = "it holds a character that stands for a value";

    private final Budget budget;
    private final Value substitutions;
    private final List<Unresolved> values = new ArrayList<>();
    /** Characters of all texts in which something was substituted. */
    private int length;

    /** @param substitutions {@code DefinitionSubstitutions} */
    MachineDefinition(Budget budget, Value substitutions) {
        this.budget = budget;
        this.substitutions = substitutions;
    }

    /** @return empty when it cannot be understood */
    Optional<Value> of(Value written) throws GateException {
        if (written instanceof Text text) {
            return parsed(text.value(), text.mark());
        }
        if (written instanceof Unresolved later && !later.shape().isEmpty()) {
            return parsed(numbered(later), later.mark());
        }
        try {
            return written instanceof Mapping mapping ? Optional.of(filled(mapping, 0)) : Optional.empty();
        } catch (MalformedDocumentException e) {
            return Optional.empty();
        }
    }

    private Value json(Text text) throws GateException {
        return new JsonDocument(budget).readEmbedded(new Text(quoted(text.value()), text.mark()));
    }

    private Optional<Value> parsed(String text, Mark mark) throws GateException {
        try {
            Value read = json(new Text(substituted(text), mark));
            return read instanceof Mapping ? Optional.of(restored(read, 0)) : Optional.empty();
        } catch (MalformedDocumentException e) {
            return Optional.empty();
        }
    }

    /** What is filled in where a value is, such as a number, is a value that is not known. */
    private static String quoted(String json) {
        return TEXT_OR_VALUE
                .matcher(json)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1) == null ? found.group() : "\"" + found.group() + "\""));
    }

    /** The shape, in which every gap says which it is. */
    private String numbered(Unresolved later) {
        StringBuilder text = new StringBuilder();
        int gap = 0;
        for (char each : later.shape().toCharArray()) {
            if (each == Unresolved.GAP) {
                String origin = gap < later.gaps().size() ? later.gaps().get(gap) : "";
                text.append(place(new Unresolved(later.why(), later.certainty(), "", origin, later.mark())));
                gap++;
            } else {
                text.append(each);
            }
        }
        return text.toString();
    }

    private String place(Unresolved value) {
        values.add(value);
        return Unresolved.GAP + Integer.toString(values.size() - 1) + Unresolved.GAP;
    }

    /** Step Functions replaces texts, whatever is around them; a name that is not given stays as it is. */
    private String substituted(String text) throws LimitExceededException {
        if (substitutions instanceof Value.Null) {
            return text;
        }
        Matcher found = PLACEHOLDER.matcher(text);
        StringBuilder all = new StringBuilder();
        while (found.find()) {
            found.appendReplacement(all, Matcher.quoteReplacement(substitute(found.group(1), found.group())));
            budget.text(length + all.length());
        }
        length += all.length();
        return found.appendTail(all).toString();
    }

    private String substitute(String name, String otherwise) {
        if (!(substitutions instanceof Mapping given)) {
            return place(later("what is substituted is not known", substitutions.mark()));
        }
        Value value = given.members().get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Text text) {
            return text.value();
        }
        if (value instanceof Value.Number number) {
            return number.digits();
        }
        if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.value());
        }
        return place(
                value instanceof Unresolved unresolved
                        ? unresolved
                        : later("what is substituted for " + name + " is " + value.kind(), value.mark()));
    }

    private static Unresolved later(String reason, Mark mark) {
        return new Unresolved(new Reason.Dependent(reason), Certainty.PERHAPS, "", "", mark);
    }

    private Value filled(Value value, int depth) throws GateException {
        budget.value(depth);
        if (value instanceof Text text) {
            return restored(new Text(substituted(text.value()), text.mark()), depth);
        }
        return each(value, depth, this::filled, this::substituted);
    }

    private Value restored(Value value, int depth) throws GateException {
        budget.value(depth);
        if (value instanceof Text text) {
            return text.value().indexOf(Unresolved.GAP) < 0 ? text : restored(text);
        }
        return each(value, depth, this::restored, name -> name);
    }

    private interface Inner {
        Value of(Value value, int depth) throws GateException;
    }

    private interface Name {
        String of(String name) throws GateException;
    }

    private Value each(Value value, int depth, Inner inner, Name name) throws GateException {
        if (value instanceof Mapping mapping) {
            Map<String, Value> members = new LinkedHashMap<>();
            for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
                Value item = inner.of(member.getValue(), depth + 1);
                if (members.put(name.of(member.getKey()), item) != null) {
                    throw new MalformedDocumentException(
                            budget.document(), item.mark().line(), "a member is given twice", "keep one of them");
                }
            }
            return new Mapping(members, mapping.mark());
        }
        if (value instanceof Sequence sequence) {
            List<Value> items = new ArrayList<>();
            for (Value item : sequence.items()) {
                items.add(inner.of(item, depth + 1));
            }
            return new Sequence(items, sequence.mark());
        }
        return value;
    }

    private Value restored(Text text) {
        Matcher found = STANDS_FOR.matcher(text.value());
        Unresolved first = null;
        List<String> origins = new ArrayList<>();
        StringBuilder shape = new StringBuilder();
        List<String> parts = new ArrayList<>();
        Certainty certainty = Certainty.SET;
        while (found.find()) {
            int number = Integer.parseInt(found.group(1));
            if (number >= values.size()) {
                return later(FOREIGN, text.mark());
            }
            Unresolved value = values.get(number);
            if (found.start() == 0 && found.end() == text.value().length()) {
                return value;
            }
            first = first == null ? value : first;
            certainty = certainty.and(value.certainty());
            origins.add(value.origin());
            parts.addAll(value.parts());
            found.appendReplacement(shape, String.valueOf(Unresolved.GAP));
        }
        found.appendTail(shape);
        if (first == null) {
            return later(FOREIGN, text.mark());
        }
        return new Unresolved(first.why(), certainty.beside(), shape.toString(), "", text.mark())
                .holding(parts)
                .filled(origins);
    }
}
