package io.jenkins.lib.containergate.policy.setting;

/** A named set of rules. */
public enum Profile implements Choice {
    /** Every rule. */
    STRICT("strict"),
    /** The CRITICAL and HIGH rules that need no look-up in the cloud. */
    BASELINE("baseline"),
    /** The rules with a CIS Docker Benchmark item. */
    CIS_DOCKER("cis-docker"),
    /** The rules with an AWS Foundational Security Best Practices control. */
    FSBP("fsbp");

    private final String key;

    Profile(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
