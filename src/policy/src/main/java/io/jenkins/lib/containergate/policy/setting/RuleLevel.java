package io.jenkins.lib.containergate.policy.setting;

/** How a rule of the hardening or task definition gate counts. */
public enum RuleLevel implements Choice {
    /** A finding blocks. */
    ON("on"),
    /** A finding warns. */
    WARN("warn"),
    /** The rule is not asked. */
    OFF("off");

    private final String key;

    RuleLevel(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
