package io.jenkins.lib.containergate.policy.setting;

import java.util.Optional;

/**
 * How findings of one kind count that could not be decided.
 *
 * @param reason why they may be allowed; required for that
 */
public record Treatment(Treat treat, Optional<String> reason) {
    public Treatment {
        if (treat == Treat.ALLOW && reason.isEmpty()) {
            throw new IllegalArgumentException("an allowed kind has a reason");
        }
    }

    public static Treatment of(Treat treat) {
        return new Treatment(treat, Optional.empty());
    }
}
