package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Members by their names in lower case and without underscores: CloudFormation and Terraform write them differently. */
final class NamedMembers {
    private NamedMembers() {}

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** Without a plural: CloudFormation and Terraform differ in that as well. */
    static String singular(String name) {
        String plain = plain(name);
        return plain.endsWith("s") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** Of an object itself; that of the one block of a list, as Terraform writes objects. */
    static Optional<Value> of(Value value, String name) {
        Value block = value instanceof Sequence list && list.items().size() == 1
                ? list.items().get(0)
                : value;
        return block instanceof Mapping mapping
                ? mapping.members().entrySet().stream()
                        .filter(member -> plain(member.getKey()).equals(name))
                        .map(Map.Entry::getValue)
                        .filter(member -> !member.unset())
                        .findFirst()
                : Optional.empty();
    }

    /**
     * All that are called so, however deep, and what is known only at deployment in their place.
     *
     * @param around what they can be in: an unresolved value there may hold one
     */
    static List<Value> all(Value value, String name, Set<String> around) {
        List<Value> found = new ArrayList<>();
        collect(value, name, around, true, found);
        return found;
    }

    private static void collect(Value value, String name, Set<String> around, boolean may, List<Value> found) {
        if (value instanceof Sequence list) {
            list.items().forEach(item -> collect(item, name, around, may, found));
        } else if (value instanceof Mapping mapping) {
            mapping.members().forEach((key, inner) -> {
                String plain = plain(key);
                if (!plain.equals(name)) {
                    collect(inner, name, around, around.contains(plain), found);
                } else if (!inner.unset()) {
                    found.add(inner);
                }
            });
        } else if (may && value instanceof Unresolved) {
            found.add(value);
        }
    }
}
