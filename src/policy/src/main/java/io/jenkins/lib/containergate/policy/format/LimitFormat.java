package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Limit;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Scalar;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import java.util.Map;
import java.util.Optional;

/** A whole number, or the word for no limit. */
public final class LimitFormat implements ValueFormat<Limit> {
    private static final ValueFormat<Integer> NUMBER =
            Formats.wholeNumber(0, Limit.HIGHEST, ", or " + Limit.UNLIMITED_KEY);

    @Override
    public Optional<Limit> read(YamlValue value, String where, Problems problems) {
        if (value instanceof Scalar scalar
                && scalar.type() == ScalarType.TEXT
                && scalar.text().equals(Limit.UNLIMITED_KEY)) {
            return Optional.of(Limit.UNLIMITED);
        }
        return NUMBER.read(value, where, problems).map(Limit::of);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("$ref", "#/$defs/limit");
    }

    @Override
    public String values() {
        return "number or `" + Limit.UNLIMITED_KEY + "`";
    }

    @Override
    public Object plain(Limit value) {
        return value.max().isPresent() ? (Object) value.max().getAsInt() : Limit.UNLIMITED_KEY;
    }
}
