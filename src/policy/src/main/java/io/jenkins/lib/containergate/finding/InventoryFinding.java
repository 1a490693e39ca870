package io.jenkins.lib.containergate.finding;

/**
 * Part of the image could not be inventoried, so its vulnerabilities are unknown: an archive that does not open, a
 * package database that does not parse, an ecosystem the vulnerability source has no data for.
 */
public record InventoryFinding(
        RuleId rule, String title, Location location, String actual, String expected, String help) implements Finding {

    @Override
    public Severity severity() {
        return Severity.UNKNOWN;
    }

    @Override
    public boolean undecided() {
        return true;
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of("inventory", rule.value(), location.path().orElse(""), actual);
    }

    /** Reported with the vulnerabilities: it stands for those that may be missing. */
    @Override
    public String kind() {
        return "vulnerability";
    }
}
