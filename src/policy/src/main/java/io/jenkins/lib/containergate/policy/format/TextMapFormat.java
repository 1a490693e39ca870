package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Entry;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Mapping;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A mapping of names to texts. */
final class TextMapFormat implements ValueFormat<Map<String, String>> {
    private static final int MOST = 100;

    @Override
    public Optional<Map<String, String>> read(YamlValue value, String where, Problems problems) {
        if (!(value instanceof Mapping mapping) || mapping.entries().size() > MOST) {
            problems.report(value.line(), where + " must be a mapping of at most " + MOST + " names to texts");
            return Optional.empty();
        }
        Map<String, String> map = new TreeMap<>();
        for (Entry entry : mapping.entries()) {
            Formats.TEXT
                    .read(entry.value(), where + "." + entry.key(), problems)
                    .ifPresent(text -> map.put(entry.key(), text));
        }
        return map.size() == mapping.entries().size() ? Optional.of(map) : Optional.empty();
    }

    @Override
    public Object plain(Map<String, String> value) {
        return new TreeMap<>(value);
    }
}
