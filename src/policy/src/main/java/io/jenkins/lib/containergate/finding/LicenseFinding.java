package io.jenkins.lib.containergate.finding;

import java.util.Optional;

/**
 * The licence of a package is not one that the policy allows, or it is not known.
 *
 * @param actual the licences that the package declares
 * @param undecided it is not known, and the policy wants it to be
 */
public record LicenseFinding(
        RuleId rule,
        Severity severity,
        String title,
        AffectedPackage affected,
        Location location,
        String actual,
        String expected,
        String help,
        boolean undecided)
        implements Finding {
    public LicenseFinding {
        if (undecided && severity != Severity.UNKNOWN) {
            throw new IllegalArgumentException("an undecided finding has the severity UNKNOWN");
        }
    }

    @Override
    public Optional<AffectedPackage> inPackage() {
        return Optional.of(affected);
    }

    /** With the licence: who waived one has not waived the next. */
    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(
                "license", rule.value(), affected.purl(), location.path().orElse(""), actual);
    }

    @Override
    public String kind() {
        return "license";
    }
}
