package io.jenkins.lib.containergate.finding;

/**
 * The image's configuration or files break a hardening rule, such as CIS Docker 4.1 "non-root user", or the rule could
 * not be decided.
 *
 * @param undecided then the severity is {@code UNKNOWN}, {@code actual} is the problem and {@code help} the way out
 */
public record HardeningFinding(
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
    private static final String KIND = "hardening";

    public HardeningFinding {
        if (undecided && severity != Severity.UNKNOWN) {
            throw new IllegalArgumentException("an undecided finding has the severity UNKNOWN");
        }
    }

    /** A decided finding that its rule, path and pointer identify. */
    public HardeningFinding(
            RuleId rule,
            Severity severity,
            String title,
            Location location,
            String actual,
            String expected,
            String help) {
        this(
                rule,
                severity,
                title,
                location,
                actual,
                expected,
                help,
                identity(rule, location, location.pointer().orElse(""), 1),
                false);
    }

    /**
     * Identity of one of several findings of a rule in one place.
     *
     * @param subject what is at fault there, called the same in the next build: a user's name, a command
     * @param occurrence from 1, for several of the same subject
     */
    public static Fingerprint identity(RuleId rule, Location location, String subject, int occurrence) {
        String path = location.path().orElse("");
        return occurrence == 1
                ? Fingerprint.of(KIND, rule.value(), path, subject)
                : Fingerprint.of(KIND, rule.value(), path, subject, Integer.toString(occurrence));
    }

    @Override
    public String kind() {
        return KIND;
    }
}
