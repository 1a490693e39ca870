package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts what Terraform marks as sensitive into the values: {@code after_sensitive} has the shape of {@code after}, with {@code true}
 * where a value is sensitive. Such a text is a secret, wherever it came from.
 */
final class SensitiveValues {
    private static final String REASON = "Terraform marks the value as sensitive";

    private SensitiveValues() {}

    /** Without the attribute whose text is a document of its own. */
    static Mapping merge(Mapping after, @Nullable Value sensitive, String except) {
        Map<String, Value> members = new LinkedHashMap<>(after.members());
        shape(after, sensitive).forEach((name, mark) -> {
            Value here = members.get(name);
            if (here != null && !(name.equals(except) && document(here))) {
                members.put(name, merge(here, mark));
            }
        });
        return new Mapping(members, after.mark());
    }

    /** Whether the text of a document, or what will be one, is marked. */
    static boolean marked(Mapping after, @Nullable Value sensitive, String attribute) {
        Value here = after.members().get(attribute);
        return here != null
                && document(here)
                && shape(after, sensitive).get(attribute) instanceof Value.Bool bool
                && bool.value();
    }

    /** What is marked of each attribute; what is marked as a whole is so in each of them. */
    private static Map<String, Value> shape(Mapping after, @Nullable Value sensitive) {
        if (sensitive instanceof Value.Bool all && all.value()) {
            Map<String, Value> every = new LinkedHashMap<>();
            after.members().keySet().forEach(name -> every.put(name, all));
            return every;
        }
        return sensitive instanceof Mapping shape ? shape.members() : Map.of();
    }

    private static boolean document(Value value) {
        return value instanceof Text || value instanceof Unresolved;
    }

    private static Value merge(Value value, Value mark) {
        if (mark instanceof Value.Bool bool) {
            return bool.value() ? hidden(value) : value;
        }
        if (mark instanceof Mapping shape && value instanceof Mapping known) {
            Map<String, Value> members = new LinkedHashMap<>(known.members());
            shape.members().forEach((name, inner) -> members.computeIfPresent(name, (key, here) -> merge(here, inner)));
            return new Mapping(members, known.mark());
        }
        if (mark instanceof Sequence shape && value instanceof Sequence known) {
            List<Value> items = new ArrayList<>();
            for (int i = 0; i < known.items().size(); i++) {
                Value here = known.items().get(i);
                items.add(i < shape.items().size() ? merge(here, shape.items().get(i)) : here);
            }
            return new Sequence(items, known.mark());
        }
        return value;
    }

    private static Value hidden(Value value) {
        if (value instanceof Mapping mapping) {
            Map<String, Value> members = new LinkedHashMap<>();
            mapping.members().forEach((name, here) -> members.put(name, hidden(here)));
            return new Mapping(members, mapping.mark());
        }
        if (value instanceof Sequence sequence) {
            return new Sequence(
                    sequence.items().stream().map(SensitiveValues::hidden).toList(), sequence.mark());
        }
        if (value instanceof Unresolved unresolved) {
            return unresolved.as(unresolved.certainty().and(Certainty.SECRET));
        }
        return value instanceof Text text
                ? new Unresolved(new Reason.Deployment(REASON), Certainty.SECRET, "", "", List.of(), text.mark())
                : value;
    }
}
