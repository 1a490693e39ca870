package io.jenkins.lib.containergate.finding;

import java.util.Locale;
import java.util.Optional;

/** Five levels, kept end to end. Declared from worst to least known; {@code UNKNOWN} is never silently the mildest. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    UNKNOWN;

    /** The level's name in policy files: {@code critical}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Severity> ofKey(String key) {
        for (Severity severity : values()) {
            if (severity.key().equals(key)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
