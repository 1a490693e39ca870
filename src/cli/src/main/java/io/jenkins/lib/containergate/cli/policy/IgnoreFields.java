package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Mapping;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Scalar;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one entry. What is not as expected is a condition that would get lost: it leaves the entry out. */
final class IgnoreFields {
    private final String prefix;
    private final Map<String, YamlValue> values;
    private final List<String> problems;

    /** @param known fields that a waiver can have, or that are no condition */
    IgnoreFields(YamlValue value, String prefix, Set<String> known, List<String> problems) {
        this.prefix = prefix;
        this.values = of(value);
        this.problems = problems;
        if (!(value instanceof Mapping)) {
            problems.add(
                    "it has " + value.kind() + " in the place of fields" + (prefix.isEmpty() ? "" : ": " + prefix));
        }
        values.keySet().stream().filter(name -> !known.contains(name)).forEach(name -> {
            boolean fixable = name.equals("fix-state") || name.equals("disregardIfFixable");
            problems.add("a waiver has no " + prefix + name + (fixable ? "; see vulnerabilities.onlyFixable" : ""));
        });
    }

    Optional<IgnoreFields> inside(String name, Set<String> known) {
        return Optional.ofNullable(values.get(name))
                .map(value -> new IgnoreFields(value, prefix + name + ".", known, problems));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).flatMap(value -> text(name, value));
    }

    private Optional<String> text(String name, YamlValue value) {
        if (value instanceof Scalar scalar
                && scalar.type() != ScalarType.NULL
                && !scalar.text().isBlank()) {
            return Optional.of(scalar.text().strip());
        }
        problems.add(prefix + name + " is " + (value instanceof Scalar ? "empty" : value.kind()));
        return Optional.empty();
    }

    /** Why, which is no condition. */
    Optional<String> reason(String name) {
        return values.get(name) instanceof Scalar scalar && scalar.text().isBlank() ? Optional.empty() : text(name);
    }

    /** Of a vulnerability; {@code *} is none. */
    Optional<String> id(String name) {
        Optional<String> id = text(name);
        if (id.filter("*"::equals).isPresent()) {
            problems.add(prefix + name + " is not the id of a vulnerability");
        }
        return id;
    }

    /** One empty one for a list that is not there. */
    List<Optional<String>> texts(String name) {
        YamlValue value = values.get(name);
        if (value == null) {
            return List.of(Optional.empty());
        }
        if (!(value instanceof Sequence list) || list.items().isEmpty()) {
            problems.add(prefix + name + " is " + (value instanceof Sequence ? "empty" : value.kind()));
            return List.of();
        }
        return list.items().stream().map(item -> text(name, item)).toList();
    }

    boolean empty() {
        return values.isEmpty();
    }

    void problem(String text) {
        problems.add(text);
    }

    /** None of anything but a mapping. */
    static Map<String, YamlValue> of(YamlValue value) {
        Map<String, YamlValue> fields = new LinkedHashMap<>();
        if (value instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> fields.put(entry.key(), entry.value()));
        }
        return fields;
    }
}
