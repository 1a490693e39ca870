package io.jenkins.lib.containergate.policy.key;

/** A value of a setting and who said it. */
public record Setting<T>(PolicyKey<T> key, T value, Origin origin) {
    public String text() {
        return key.format().text(value);
    }

    /** {@code org: vulnerabilities.max.critical=0}. */
    public String decidedBy() {
        return origin.layer() + ": " + key.path() + "=" + text();
    }
}
