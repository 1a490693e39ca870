package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.policy.Decision;

/**
 * What one criterion says about one finding.
 *
 * @param decidedBy policy layer, key and value
 * @param cause why, for the decisive reason of the gate: {@code 2 CRITICAL over the limit 0}
 */
record Ruling(Decision decision, String decidedBy, String cause) {

    static Ruling blocked(String decidedBy, String cause) {
        return new Ruling(Decision.BLOCKED, decidedBy, cause);
    }

    static Ruling allowed(String decidedBy) {
        return new Ruling(Decision.ALLOWED, decidedBy, "allowed");
    }
}
