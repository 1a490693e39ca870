package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.Map;
import java.util.Optional;

/** One kind of value: its only parser and its only writer. Reading what was written gives an equal value. */
public interface ValueFormat<T> {
    /**
     * @param where the key, for messages
     * @return empty exactly when a problem was reported
     */
    Optional<T> read(YamlValue value, String where, Problems problems);

    /** As {@code Map}, {@code List}, {@code String}, {@code Number} or {@code Boolean}, in one canonical spelling. */
    Object plain(T value);

    /** JSON Schema of the value; empty for one that only stands inside of others, whose schema says all of it. */
    default Map<String, Object> schema() {
        return Map.of();
    }

    /** What may be written, for the table of the documentation. */
    default String values() {
        return "list, see below";
    }

    /** Whether it can be a number or a flag: where configuration comes as texts, such a text is taken for one. */
    default boolean typed() {
        return false;
    }

    /** For messages: {@code 7d}, {@code new-only}. */
    default String text(T value) {
        return String.valueOf(plain(value));
    }
}
