package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.key.Setting;
import java.util.Optional;

/**
 * What one criterion says about one finding.
 *
 * @param decidedBy policy layer, key and value
 * @param cause why, for the decisive reason of the gate: {@code 2 CRITICAL over the limit 0}
 * @param vex the VEX statement that decided, if one did
 * @param key path of the policy key that decided, if one did
 */
record Ruling(Decision decision, String decidedBy, String cause, Optional<VexStatement> vex, Optional<String> key) {
    Ruling(Decision decision, String decidedBy, String cause, Optional<VexStatement> vex) {
        this(decision, decidedBy, cause, vex, Optional.empty());
    }

    Ruling(Decision decision, String decidedBy, String cause) {
        this(decision, decidedBy, cause, Optional.empty());
    }

    static Ruling blocked(String decidedBy, String cause) {
        return new Ruling(Decision.BLOCKED, decidedBy, cause);
    }

    static Ruling blocked(Setting<?> by, String cause) {
        return of(Decision.BLOCKED, by, "", cause);
    }

    static Ruling allowed(String decidedBy) {
        return new Ruling(Decision.ALLOWED, decidedBy, "allowed");
    }

    static Ruling allowed(Setting<?> by) {
        return allowed(by, "");
    }

    /** @param more after the value of the setting */
    static Ruling allowed(Setting<?> by, String more) {
        return of(Decision.ALLOWED, by, more, "allowed");
    }

    static Ruling of(Decision decision, Setting<?> by, String more, String cause) {
        return new Ruling(
                decision,
                by.decidedBy() + more,
                cause,
                Optional.empty(),
                Optional.of(by.key().path()));
    }

    /** Another decision for the same cause. */
    Ruling softened(Decision softer, Setting<?> mode) {
        return new Ruling(softer, decidedBy + ", softened by " + mode.decidedBy(), cause, Optional.empty(), key);
    }
}
