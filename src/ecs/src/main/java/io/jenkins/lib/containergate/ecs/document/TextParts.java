package io.jenkins.lib.containergate.ecs.document;

import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The texts inside of values of which not everything is known. */
public final class TextParts {
    /** Arguments of these name something of the template, and are no text of the value. */
    private static final Set<String> NAMING = Set.of("Ref", "Fn::GetAtt", "Condition", "Fn::ImportValue");

    private TextParts() {}

    /** The known stretches of a shape. */
    public static List<String> ofShape(String shape) {
        if (shape.isEmpty()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int gap = shape.indexOf(Unresolved.GAP); gap >= 0; gap = shape.indexOf(Unresolved.GAP, from)) {
            add(shape.substring(from, gap), parts);
            from = gap + 1;
        }
        add(shape.substring(from), parts);
        return parts;
    }

    private static void add(String part, List<String> parts) {
        if (!part.isBlank()) {
            parts.add(part);
        }
    }

    static List<String> together(List<String> some, List<String> more) {
        if (more.isEmpty()) {
            return some;
        }
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /**
     * Every text in a value, however deep; of a member also with its name before it, as {@code NAME=text}, because names say what
     * is a secret. An object with a name, or a key, and a value of its own is such a member, too.
     *
     * @throws LimitExceededException when that is more than the document may hold
     */
    public static List<String> of(Value value, Budget budget) throws LimitExceededException {
        Set<String> found = new LinkedHashSet<>();
        collect(value, found, budget, 0);
        return List.copyOf(found);
    }

    private static void collect(Value value, Set<String> found, Budget budget, int depth)
            throws LimitExceededException {
        budget.value(depth);
        if (value instanceof Text text && !text.value().isBlank()) {
            found.add(text.value());
        } else if (value instanceof Unresolved unresolved) {
            found.addAll(unresolved.parts());
        } else if (value instanceof Sequence sequence) {
            for (Value item : sequence.items()) {
                collect(item, found, budget, depth + 1);
            }
        } else if (value instanceof Mapping mapping) {
            for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
                if (!NAMING.contains(member.getKey())) {
                    named(member.getKey(), member.getValue(), found);
                    collect(member.getValue(), found, budget, depth + 1);
                }
            }
            for (String called : List.of("name", "key")) {
                if (text(mapping, called) instanceof Text name) {
                    named(name.value(), text(mapping, "value"), found);
                }
            }
        }
    }

    private static void named(String name, Value value, Set<String> found) {
        if (value instanceof Text text && !text.value().isBlank()) {
            found.add(name + "=" + text.value());
        }
    }

    private static Value text(Mapping mapping, String name) {
        return mapping.members().entrySet().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> new Value.Null(mapping.mark()));
    }
}
