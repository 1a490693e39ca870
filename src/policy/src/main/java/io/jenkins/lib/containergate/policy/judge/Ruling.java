package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.policy.Decision;
import java.util.Optional;

/**
 * What one criterion says about one finding.
 *
 * @param decidedBy policy layer, key and value
 * @param cause why, for the decisive reason of the gate: {@code 2 CRITICAL over the limit 0}
 * @param vex the VEX statement that decided, if one did
 */
record Ruling(Decision decision, String decidedBy, String cause, Optional<VexStatement> vex) {
    Ruling(Decision decision, String decidedBy, String cause) {
        this(decision, decidedBy, cause, Optional.empty());
    }

    static Ruling blocked(String decidedBy, String cause) {
        return new Ruling(Decision.BLOCKED, decidedBy, cause);
    }

    static Ruling allowed(String decidedBy) {
        return new Ruling(Decision.ALLOWED, decidedBy, "allowed");
    }
}
