package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Choice;
import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Scalar;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import io.jenkins.lib.containergate.text.ShownName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One of a few names. */
public final class ChoiceFormat<T> implements ValueFormat<T> {
    private final List<T> values;
    private final Function<T, String> key;

    private ChoiceFormat(List<T> values, Function<T, String> key) {
        this.values = List.copyOf(values);
        this.key = key;
    }

    public static <T extends Choice> ChoiceFormat<T> of(T[] values) {
        return new ChoiceFormat<>(List.of(values), Choice::key);
    }

    static <T> ChoiceFormat<T> of(List<T> values, Function<T, String> key) {
        return new ChoiceFormat<>(values, key);
    }

    @Override
    public Optional<T> read(YamlValue value, String where, Problems problems) {
        List<String> names = values.stream().map(key).toList();
        if (!(value instanceof Scalar scalar) || scalar.type() != ScalarType.TEXT) {
            problems.report(
                    value.line(), where + " must be one of " + String.join(", ", names) + ", not " + value.kind());
            return Optional.empty();
        }
        Optional<T> chosen =
                values.stream().filter(v -> key.apply(v).equals(scalar.text())).findFirst();
        if (chosen.isEmpty()) {
            problems.report(
                    value.line(),
                    where + ": unknown value " + ShownName.of(scalar.text()) + ", "
                            + NearestNames.hint(scalar.text(), names));
        }
        return chosen;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("enum", values.stream().map(key).toList());
    }

    @Override
    public String values() {
        return values.stream().map(value -> "`" + key.apply(value) + "`").collect(Collectors.joining(", "));
    }

    @Override
    public Object plain(T value) {
        return key.apply(value);
    }
}
