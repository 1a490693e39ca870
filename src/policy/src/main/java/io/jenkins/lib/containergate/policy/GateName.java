package io.jenkins.lib.containergate.policy;

/** The gates, by their names in {@code verdict.json}. */
public enum GateName {
    VULNERABILITIES("vulnerabilities"),
    HARDENING("hardening"),
    LICENSES("licenses"),
    SECRETS("secrets"),
    SIGNATURES("signatures"),
    TASK_DEFINITION("taskDefinition"),
    DRIFT("drift"),
    ADMISSION("admission");

    private final String key;

    GateName(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}
