package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Choice;
import io.jenkins.lib.containergate.policy.setting.Limit;
import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Scalar;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import io.jenkins.lib.containergate.text.ShownName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values of one word or number. */
public final class ScalarFormats {
    private ScalarFormats() {}

    /** A value written as one scalar of certain types, such as a date or a limit. */
    static final class ScalarFormat<T> implements ValueFormat<T> {
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
                String expected,
                Set<ScalarType> types,
                Function<String, Optional<T>> parser,
                Function<T, Object> writer) {
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
        public boolean typed() {
            return !types.contains(ScalarType.TEXT);
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

    /** A whole number, or the word for no limit. */
    public static final class LimitFormat implements ValueFormat<Limit> {
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
        public boolean typed() {
            return true;
        }

        @Override
        public Object plain(Limit value) {
            return value.max().isPresent() ? (Object) value.max().getAsInt() : Limit.UNLIMITED_KEY;
        }
    }

    /** One of a few names. */
    public static final class ChoiceFormat<T> implements ValueFormat<T> {
        private final List<T> values;
        private final Function<T, String> key;

        private ChoiceFormat(List<T> values, Function<T, String> key) {
            this.values = List.copyOf(values);
            this.key = key;
        }

        public static <T extends Choice> ChoiceFormat<T> of(T[] values) {
            return new ChoiceFormat<>(List.of(values), Choice::key);
        }

        public static <T> ChoiceFormat<T> of(List<T> values, Function<T, String> key) {
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
            Optional<T> chosen = values.stream()
                    .filter(v -> key.apply(v).equals(scalar.text()))
                    .findFirst();
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

    /** {@code 7d}, {@code 48h} or {@code 30m}; at most ten years. Written in the largest unit that is exact. */
    public static final class DurationFormat implements ValueFormat<Duration> {
        private static final Pattern SHAPE = Pattern.compile("(\\d{1,7})([dhm])");
        private static final Duration LONGEST = Duration.ofDays(3_650);

        private final ScalarFormat<Duration> scalar;

        /** @param shortest the smallest duration that makes sense */
        public DurationFormat(Duration shortest) {
            this.scalar = new ScalarFormat<Duration>(
                            "a duration such as 7d, 48h or 30m, from " + written(shortest) + " to " + written(LONGEST),
                            Set.of(ScalarType.TEXT),
                            text -> parse(text).filter(d -> d.compareTo(shortest) >= 0 && d.compareTo(LONGEST) <= 0),
                            DurationFormat::written)
                    .described(
                            Map.of("$ref", shortest.isZero() ? "#/$defs/duration" : "#/$defs/positiveDuration"),
                            "duration");
        }

        private static Optional<Duration> parse(String text) {
            Matcher matcher = SHAPE.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long amount = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "d" -> Duration.ofDays(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofMinutes(amount);
                    });
        }

        private static String written(Duration duration) {
            long minutes = duration.toMinutes();
            if (minutes % (24 * 60) == 0) {
                return duration.toDays() + "d";
            }
            return minutes % 60 == 0 ? duration.toHours() + "h" : minutes + "m";
        }

        @Override
        public Optional<Duration> read(YamlValue value, String where, Problems problems) {
            return scalar.read(value, where, problems);
        }

        @Override
        public Map<String, Object> schema() {
            return scalar.schema();
        }

        @Override
        public String values() {
            return scalar.values();
        }

        @Override
        public Object plain(Duration value) {
            return scalar.plain(value);
        }
    }
}
