package io.jenkins.lib.containergate.policy;

/** What the policy made of one finding. */
public enum Decision {
    /** Fails the gate. */
    BLOCKED,
    /** Would fail the gate, but the policy only warns. */
    WARNED,
    /** Under the limits. */
    ALLOWED,
    /** A waiver in force covers it. */
    WAIVED,
    /** Known from the baseline, not new. */
    BASELINE
}
