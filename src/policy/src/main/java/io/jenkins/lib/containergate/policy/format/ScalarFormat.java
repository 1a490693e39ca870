package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Scalar;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A value written as one scalar of certain types, such as a date or a limit. */
final class ScalarFormat<T> implements ValueFormat<T> {
    private final String expected;
    private final Set<ScalarType> types;
    private final Function<String, Optional<T>> parser;
    private final Function<T, Object> writer;
    private final Map<String, Object> schema;
    private final String values;

    /**
     * @param expected what would be right, to complete "must be ..."
     * @param parser empty for a text that is not such a value
     */
    ScalarFormat(
            String expected, Set<ScalarType> types, Function<String, Optional<T>> parser, Function<T, Object> writer) {
        this(expected, types, parser, writer, Map.of(), expected);
    }

    private ScalarFormat(
            String expected,
            Set<ScalarType> types,
            Function<String, Optional<T>> parser,
            Function<T, Object> writer,
            Map<String, Object> schema,
            String values) {
        this.expected = expected;
        this.types = Set.copyOf(types);
        this.parser = parser;
        this.writer = writer;
        this.schema = Map.copyOf(schema);
        this.values = values;
    }

    /** The same, for a key of its own. */
    ScalarFormat<T> described(Map<String, Object> asSchema, String inTable) {
        return new ScalarFormat<>(expected, types, parser, writer, asSchema, inTable);
    }

    @Override
    public Map<String, Object> schema() {
        return schema;
    }

    @Override
    public String values() {
        return values;
    }

    @Override
    public Optional<T> read(YamlValue value, String where, Problems problems) {
        if (!(value instanceof Scalar scalar) || !types.contains(scalar.type())) {
            problems.report(value.line(), where + " must be " + expected + ", not " + value.kind());
            return Optional.empty();
        }
        Optional<T> parsed = parser.apply(scalar.text());
        if (parsed.isEmpty()) {
            problems.report(value.line(), where + " must be " + expected);
        }
        return parsed;
    }

    @Override
    public Object plain(T value) {
        return writer.apply(value);
    }
}
