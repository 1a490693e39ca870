package io.jenkins.lib.containergate.policy.setting;

/** How a finding that could not be decided counts, the strictest first. */
public enum Treat implements Choice {
    /** The gate ends in ERROR. */
    ERROR,
    /** The gate warns. */
    WARN,
    /** It is listed, nothing more. */
    ALLOW
}
