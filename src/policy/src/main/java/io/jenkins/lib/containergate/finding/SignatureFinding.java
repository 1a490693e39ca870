package io.jenkins.lib.containergate.finding;

/**
 * An image is not signed by those the policy trusts, or that could not be decided.
 *
 * @param undecided then the severity is {@code UNKNOWN}
 */
public record SignatureFinding(
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
    private static final String KIND = "signature";

    public SignatureFinding {
        if (undecided && severity != Severity.UNKNOWN) {
            throw new IllegalArgumentException("an undecided finding has the severity UNKNOWN");
        }
    }

    /** @param subject what the finding is about, called the same in the next build: a repository and a requirement */
    public static Fingerprint identity(RuleId rule, String subject) {
        return Fingerprint.of(KIND, rule.value(), subject);
    }

    @Override
    public String kind() {
        return KIND;
    }
}
