package io.jenkins.lib.containergate.finding;

/** The image's configuration or files break a hardening rule, such as CIS Docker 4.1 "non-root user". */
public record HardeningFinding(
        RuleId rule, Severity severity, String title, Location location, String actual, String expected, String help)
        implements Finding {

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(
                kind(),
                rule.value(),
                location.path().orElse(""),
                location.pointer().orElse(""));
    }

    @Override
    public String kind() {
        return "hardening";
    }
}
