package io.jenkins.lib.containergate.policy.setting;

/** What the report of another scanner may be. */
public enum ReportUse implements Choice {
    /** It adds to what a source of vulnerabilities says, and takes nothing away. */
    BESIDE("beside"),
    /** It may stand in place of a source: who writes it decides what is found. */
    INSTEAD("instead");

    private final String key;

    ReportUse(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
