package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is known only after apply into the values: {@code after_unknown} has the shape of {@code after}, with
 * {@code true} where a value is not known. Such a value refers to a resource of the plan, so it will be set.
 */
final class UnknownAfterApply {
    private static final String GROUPS = "security_groups";

    private UnknownAfterApply() {}

    /**
     * @param origins by attribute: what its value refers to, as far as the plan says
     * @param several the same of those that refer to more than one
     */
    static Mapping merge(
            Mapping after, @Nullable Value unknown, Map<String, String> origins, Map<String, List<String>> several) {
        Map<String, Value> members = new LinkedHashMap<>(((Mapping) merge(after, unknown)).members());
        origins.forEach((name, origin) -> {
            if (members.get(name) instanceof Unresolved unresolved) {
                members.put(name, unresolved(unresolved.mark(), origin));
            }
        });
        several.forEach((name, references) -> {
            if (members.get(name) instanceof Unresolved unresolved) {
                members.put(name, unresolved.oneOf(references));
            }
        });
        return new Mapping(members, after.mark());
    }

    /**
     * With one unknown value for each group that a list of security groups is made of.
     *
     * @param groups as {@link ResolvedReferences#groups}
     */
    static Value naming(Value value, List<String> groups) {
        if (value instanceof Sequence sequence) {
            return new Sequence(
                    sequence.items().stream().map(item -> naming(item, groups)).toList(), sequence.mark());
        }
        if (!(value instanceof Mapping mapping)) {
            return value;
        }
        Map<String, Value> members = new LinkedHashMap<>();
        mapping.members().forEach((name, member) -> {
            boolean list = name.equals(GROUPS) || name.equals("security_group_ids");
            if (list && unknown(member)) {
                members.put(name, named(member, groups.isEmpty() ? List.of(ResolvedReferences.ELSEWHERE) : groups));
            } else if (name.equals("network_configuration") && member instanceof Unresolved later) {
                members.put(name, new Sequence(List.of(network(later, groups)), later.mark()));
            } else {
                members.put(name, naming(member, groups));
            }
        });
        return new Mapping(members, mapping.mark());
    }

    /** A block of which nothing is known, but for what its groups are made of. */
    private static Value network(Unresolved block, List<String> groups) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (String name : List.of("assign_public_ip", "subnets", GROUPS)) {
            members.put(name, unresolved(block.mark(), ""));
        }
        return naming(new Mapping(members, block.mark()), groups);
    }

    private static boolean unknown(Value value) {
        return value instanceof Unresolved
                || value instanceof Sequence sequence
                        && sequence.items().stream().anyMatch(Unresolved.class::isInstance);
    }

    private static Value named(Value list, List<String> groups) {
        List<Value> items = new ArrayList<>();
        if (list instanceof Sequence sequence) {
            sequence.items().stream()
                    .filter(item -> !(item instanceof Unresolved))
                    .forEach(items::add);
        }
        groups.forEach(group -> items.add(unresolved(list.mark(), group)));
        return new Sequence(items, list.mark());
    }

    private static Value merge(Value after, @Nullable Value unknown) {
        if (unknown instanceof Value.Bool bool) {
            return bool.value() ? unresolved(after.mark(), "") : after;
        }
        if (unknown instanceof Mapping shape && after instanceof Mapping known) {
            Map<String, Value> members = new LinkedHashMap<>(known.members());
            for (Map.Entry<String, Value> entry : shape.members().entrySet()) {
                Value here = members.get(entry.getKey());
                if (here != null) {
                    members.put(entry.getKey(), merge(here, entry.getValue()));
                } else if (holdsTrue(entry.getValue())) {
                    Mark mark = known.mark().child(entry.getKey(), known.mark().line());
                    members.put(entry.getKey(), unresolved(mark, ""));
                }
            }
            return new Mapping(members, known.mark());
        }
        if (unknown instanceof Sequence shape && after instanceof Sequence known) {
            List<Value> items = new ArrayList<>();
            for (int i = 0; i < Math.max(known.items().size(), shape.items().size()); i++) {
                Value here = i < known.items().size()
                        ? known.items().get(i)
                        : new Value.Null(known.mark()
                                .child(Integer.toString(i), known.mark().line()));
                items.add(merge(here, i < shape.items().size() ? shape.items().get(i) : null));
            }
            return new Sequence(items, known.mark());
        }
        return after;
    }

    private static boolean holdsTrue(Value value) {
        if (value instanceof Sequence sequence) {
            return sequence.items().stream().anyMatch(UnknownAfterApply::holdsTrue);
        }
        if (value instanceof Mapping mapping) {
            return mapping.members().values().stream().anyMatch(UnknownAfterApply::holdsTrue);
        }
        return value instanceof Value.Bool bool && bool.value();
    }

    private static Unresolved unresolved(Mark mark, String origin) {
        String what = origin.isEmpty() ? "the value" : origin;
        return new Unresolved(
                new Reason.Apply(what + " is known only after terraform apply"), Certainty.SET, "", origin, mark);
    }
}
