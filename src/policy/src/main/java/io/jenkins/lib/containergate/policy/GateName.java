package io.jenkins.lib.containergate.policy;

import java.util.Optional;

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

    public static Optional<GateName> ofKey(String key) {
        for (GateName gate : values()) {
            if (gate.key.equals(key)) {
                return Optional.of(gate);
            }
        }
        return Optional.empty();
    }
}
