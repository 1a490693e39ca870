package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ScalarFormat;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.PatternSet.ImagePattern;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import io.jenkins.lib.containergate.text.SafeText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The scalar values of a policy. */
public final class Formats {
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_NAME = 200;
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern FRACTION = Pattern.compile("\\d(\\.\\d{1,20})?([eE][-+]?\\d{1,2})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    public static final ValueFormat<Boolean> FLAG = new ScalarFormat<Boolean>(
                    "true or false", Set.of(ScalarType.BOOLEAN), text -> Optional.of(text.equals("true")), flag -> flag)
            .described(Map.of("type", "boolean"), "`true`, `false`");

    /** Exact as written; trailing zeros mean nothing. */
    public static final ValueFormat<BigDecimal> PROBABILITY = new ScalarFormat<BigDecimal>(
                    "a probability from 0 to 1",
                    EnumSet.of(ScalarType.INTEGER, ScalarType.DECIMAL),
                    text -> Optional.of(text)
                            .filter(FRACTION.asMatchPredicate())
                            .map(fraction -> new BigDecimal(fraction).stripTrailingZeros())
                            .filter(p -> p.compareTo(BigDecimal.ONE) <= 0),
                    p -> p.scale() <= 0 ? (Object) p.intValueExact() : p)
            .described(Map.of("type", "number", "minimum", 0, "maximum", 1), "0 to 1");

    /** ISO 8601 calendar date. */
    public static final ValueFormat<LocalDate> DATE_ONLY = new ScalarFormat<>(
            "a date such as 2027-01-31", Set.of(ScalarType.TEXT), Formats::date, LocalDate::toString);

    /** Prose, on several lines if need be. */
    public static final ValueFormat<String> TEXT = text(
            "a text of 1 to " + LONGEST_TEXT + " characters", text -> !text.isBlank() && text.length() <= LONGEST_TEXT);

    /** A name: one line of visible characters, so that it can stand in a log as it is. */
    public static final ValueFormat<String> NAME = text(
            "one line of 1 to " + LONGEST_NAME + " visible characters",
            text -> !text.isBlank()
                    && text.length() <= LONGEST_NAME
                    && text.codePoints().noneMatch(SafeText::isTreacherous));

    public static final ValueFormat<Glob> PATH_PATTERN = pattern(Glob::overPath);
    /** Over names of images, whatever way the policy spells their registries. */
    public static final ValueFormat<Glob> IMAGE_PATTERN = pattern(ImagePattern::of);

    /** IAM makes no difference between capital and small letters. */
    public static final ValueFormat<Glob> ACTION_PATTERN =
            pattern(text -> Glob.overPath(text.toLowerCase(Locale.ROOT)));

    public static final ValueFormat<Glob> TEXT_PATTERN = pattern(Glob::overText);

    /** Without {@code unknown}, which has no place in an order from mild to severe. */
    public static final ValueFormat<Severity> CEILING =
            ChoiceFormat.of(List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW), Severity::key);

    private Formats() {}

    /** @param orElse what else would be right, to end a message with */
    public static ValueFormat<Integer> wholeNumber(int least, int most, String orElse) {
        return new ScalarFormat<>(
                "a whole number from " + least + " to " + most + orElse,
                Set.of(ScalarType.INTEGER),
                text -> whole(text).filter(n -> n >= least && n <= most),
                n -> n);
    }

    /** A text of a certain shape. */
    public static ValueFormat<String> text(String expected, int longest, Pattern shape) {
        return text(
                expected,
                text -> text.length() <= longest && shape.matcher(text).find());
    }

    /** @param expected what would be right, to complete "must be ..." */
    public static ValueFormat<String> text(String expected, Predicate<String> right) {
        return new ScalarFormat<>(
                expected, Set.of(ScalarType.TEXT), text -> Optional.of(text).filter(right), text -> text);
    }

    private static Optional<Integer> whole(String text) {
        return Optional.of(text).filter(WHOLE.asMatchPredicate()).map(Integer::valueOf);
    }

    private static Optional<LocalDate> date(String text) {
        if (!DATE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ValueFormat<Glob> pattern(Function<String, Glob> parser) {
        return new ScalarFormat<>(
                "a pattern of 1 to " + Glob.MAX_LENGTH + " characters",
                Set.of(ScalarType.TEXT),
                text -> {
                    try {
                        return Optional.of(parser.apply(text));
                    } catch (IllegalArgumentException e) {
                        return Optional.empty();
                    }
                },
                Glob::toString);
    }
}
