package io.jenkins.lib.containergate.policy.setting;

/** What becomes of a finding that the policy does not allow. */
public enum Mode implements Choice {
    /** It fails the gate. */
    ENFORCE("enforce"),
    /** The gate only warns. */
    WARN("warn"),
    /** It is reported, nothing more. */
    AUDIT("audit");

    private final String key;

    Mode(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
