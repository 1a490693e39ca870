package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts of a finding, which come from publishers of packages.
 *
 * @param subject what AWS was asked about, for errors
 */
record ScanText(String subject) {
    private static final Pattern ADDRESS = Pattern.compile("https?://[!-~]{1,2000}");
    private static final int MAX_LINE = 500;
    private static final int MAX_ADDRESSES = 10;

    String line(@Nullable String text) {
        return SafeText.oneLine(Objects.requireNonNullElse(text, ""), MAX_LINE);
    }

    RuleId id(@Nullable String text) throws UnansweredException {
        try {
            return new RuleId(Objects.requireNonNullElse(text, ""));
        } catch (IllegalArgumentException e) {
            throw AwsCalls.strange(subject);
        }
    }

    /** What is not rated, or by a word that is not known, is unknown, which no limit takes for a mild one. */
    static Severity severity(@Nullable String word) {
        return switch (Objects.requireNonNullElse(word, "")) {
            case "CRITICAL" -> Severity.CRITICAL;
            case "HIGH" -> Severity.HIGH;
            case "MEDIUM" -> Severity.MEDIUM;
            case "LOW", "INFORMATIONAL" -> Severity.LOW;
            default -> Severity.UNKNOWN;
        };
    }

    static List<String> addresses(@Nullable String... texts) {
        return Arrays.stream(texts)
                .filter(text -> text != null && ADDRESS.matcher(text).matches())
                .distinct()
                .limit(MAX_ADDRESSES)
                .toList();
    }
}
