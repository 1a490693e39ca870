package io.jenkins.lib.containergate.signature.trust;

import java.util.List;

/** What the policy says of one repository (C0.3). */
public sealed interface TrustPolicy {

    /** All of these. */
    record Required(List<TrustRequirement> requirements) implements TrustPolicy {
        public Required {
            requirements = List.copyOf(requirements);
            if (requirements.isEmpty()) {
                throw new IllegalArgumentException("nothing required is not a requirement");
            }
        }
    }

    /** The policy names it as needing no signature. */
    record Exempt(String reason, String decidedBy) implements TrustPolicy {}

    /** Nobody is trusted to sign there, so nothing can pass. */
    record Nobody() implements TrustPolicy {}
}
