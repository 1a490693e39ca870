package io.jenkins.lib.containergate.gate.trial;

import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateName;
import java.util.Optional;

/**
 * A finding that is decided otherwise.
 *
 * @param after empty when the rule would not be asked at all
 */
public record DecisionChange(GateName gate, DecidedFinding before, Optional<DecidedFinding> after) {

    /** {@code BLOCKED}, or {@code NOT_ASKED}. */
    public String decision() {
        return after.map(found -> found.decision().name()).orElse("NOT_ASKED");
    }
}
