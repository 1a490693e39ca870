package io.jenkins.lib.containergate.policy.setting;

/** Whether findings of the last digest that passed count again. */
public enum Baseline implements Choice {
    /** Every finding counts. */
    NONE("none"),
    /** Only findings count that the last passed digest did not have. */
    NEW_ONLY("new-only");

    private final String key;

    Baseline(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
