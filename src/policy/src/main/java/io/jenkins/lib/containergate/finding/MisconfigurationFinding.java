package io.jenkins.lib.containergate.finding;

import java.util.Optional;

/**
 * A task definition, or what it runs in, breaks a rule, or the rule could not be decided.
 *
 * @param undecided then the severity is {@code UNKNOWN}, {@code actual} is the problem and {@code help} the way out
 * @param fix changes to the task definition as the ECS API writes it
 * @param exposure of what runs
 */
public record MisconfigurationFinding(
        RuleId rule,
        Severity severity,
        String title,
        Location location,
        String actual,
        String expected,
        String help,
        Fingerprint fingerprint,
        boolean undecided,
        Optional<JsonPatch> fix,
        Exposure exposure)
        implements Finding {
    private static final String KIND = "misconfiguration";

    public MisconfigurationFinding {
        if (undecided && severity != Severity.UNKNOWN) {
            throw new IllegalArgumentException("an undecided finding has the severity UNKNOWN");
        }
    }

    /** Where it is not known whether and where it runs. */
    public MisconfigurationFinding(
            RuleId rule,
            Severity severity,
            String title,
            Location location,
            String actual,
            String expected,
            String help,
            Fingerprint fingerprint,
            boolean undecided,
            Optional<JsonPatch> fix) {
        this(rule, severity, title, location, actual, expected, help, fingerprint, undecided, fix, Exposure.unknown());
    }

    /** The same of something that runs there. */
    public MisconfigurationFinding exposed(Exposure known) {
        return new MisconfigurationFinding(
                rule, severity, title, location, actual, expected, help, fingerprint, undecided, fix, known);
    }

    /**
     * Identity of a finding.
     *
     * @param subject what is at fault, called the same in the next build: family, container, setting
     * @param occurrence from 1, for several of the same subject
     */
    public static Fingerprint identity(RuleId rule, String subject, int occurrence) {
        return Fingerprint.of(KIND, rule.value(), subject, Integer.toString(occurrence));
    }

    @Override
    public String kind() {
        return KIND;
    }
}
