package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 7d}, {@code 48h} or {@code 30m}; at most ten years. Written in the largest unit that is exact. */
public final class DurationFormat implements ValueFormat<Duration> {
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
