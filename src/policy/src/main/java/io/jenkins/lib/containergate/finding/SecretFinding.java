package io.jenkins.lib.containergate.finding;

/**
 * A secret lies where others can read it, or a place could not be searched. Made of redacted text only: the value never
 * leaves the scanner.
 *
 * @param actual the value with all but a public prefix masked, and what is known of where it came in
 * @param undecided then the severity is {@code UNKNOWN}, {@code actual} is the problem and {@code help} the way out
 */
public record SecretFinding(
        RuleId rule,
        Severity severity,
        String title,
        Location location,
        String actual,
        String expected,
        String help,
        Fingerprint fingerprint,
        boolean undecided)
        implements Finding {
    private static final String KIND = "secret";

    public SecretFinding {
        if (undecided && severity != Severity.UNKNOWN) {
            throw new IllegalArgumentException("an undecided finding has the severity UNKNOWN");
        }
    }

    /** Part of the subject was not searched. */
    public static SecretFinding undecided(RuleId rule, String title, Location location, String problem, String remedy) {
        return new SecretFinding(
                rule,
                Severity.UNKNOWN,
                title,
                location,
                problem,
                "content that can be searched for secrets",
                remedy,
                identity(rule, location, problem),
                true);
    }

    /** Identity by place alone, for findings without a value and for scans without a fingerprint key. */
    public static Fingerprint identity(RuleId rule, Location location, String subject) {
        return Fingerprint.of(
                KIND,
                rule.value(),
                location.path().orElse(""),
                location.pointer().orElse(""),
                subject);
    }

    @Override
    public String kind() {
        return KIND;
    }
}
