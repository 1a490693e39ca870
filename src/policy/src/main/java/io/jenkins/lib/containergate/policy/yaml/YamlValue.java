package io.jenkins.lib.containergate.policy.yaml;

import java.util.List;

/** A YAML node after aliases are resolved, with the line (from 1) it starts on. */
public sealed interface YamlValue {
    int line();

    /** What it is, for messages: never its text, which could be a secret in the wrong place. */
    String kind();

    /** What a scalar means under the JSON schema of YAML 1.2, in which {@code on} and {@code 2027-01-31} are texts. */
    enum ScalarType {
        TEXT("a text"),
        INTEGER("a whole number"),
        DECIMAL("a decimal number"),
        BOOLEAN("true or false"),
        NULL("nothing");

        private final String words;

        ScalarType(String words) {
            this.words = words;
        }
    }

    record Scalar(String text, ScalarType type, int line) implements YamlValue {
        @Override
        public String kind() {
            return type.words;
        }
    }

    record Sequence(List<YamlValue> items, int line) implements YamlValue {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys are unique and in the order written. */
    record Mapping(List<Entry> entries, int line) implements YamlValue {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    record Entry(String key, int line, YamlValue value) {}
}
