package io.jenkins.lib.containergate.policy.setting;

/** Whether something has to be. */
public enum Demand implements Choice {
    REQUIRED("required"),
    OPTIONAL("optional");

    private final String key;

    Demand(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
