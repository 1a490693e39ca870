package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A security group while its rules are gathered, and how its members are read whoever wrote them. */
record DraftGroup(String name, List<SecurityGroupRule> ingress, List<String> unknown) {
    private static final Pattern PORT = Pattern.compile("-?[0-9]{1,6}");

    DraftGroup(String name) {
        this(name, new ArrayList<>(), new ArrayList<>());
    }

    /** With each reason once. */
    DeclaredGroup declared() {
        return new DeclaredGroup(name, ingress, unknown.stream().distinct().toList());
    }

    /**
     * Adds a range that a rule lets in.
     *
     * @param network what refers to a network of the file: what that holds is no more than that network
     * @param when the group is known as a whole, as in {@code at deployment}
     */
    void range(Value range, List<String> ranges, Pattern network, String when) {
        if (range instanceof Value.Text text) {
            ranges.add(text.value().strip());
        } else if (!(range instanceof Value.Unresolved later
                && network.matcher(later.origin()).find())) {
            unknown.add("a range that " + name + " lets in is known only " + when);
        }
    }

    static OptionalInt port(Value rule, String name) {
        return member(rule, name)
                .map(DraftGroup::text)
                .filter(text -> PORT.matcher(text).matches())
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    static String text(Value value) {
        if (value instanceof Value.Number number) {
            return number.digits();
        }
        return value instanceof Value.Text text ? text.value().strip() : "-1";
    }

    static Optional<Value> member(Value value, String name) {
        return value instanceof Mapping mapping
                ? Optional.ofNullable(mapping.members().get(name)).filter(found -> !(found instanceof Value.Null))
                : Optional.empty();
    }

    /** A list that is not known yet is one element that is not. */
    static List<Value> items(Value value, String name) {
        return member(value, name)
                .map(found -> found instanceof Sequence sequence ? sequence.items() : List.of(found))
                .orElse(List.of())
                .stream()
                .filter(item -> !(item instanceof Value.Null))
                .toList();
    }
}
