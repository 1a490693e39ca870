package io.jenkins.lib.containergate.policy;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.setting.Choice.Mode;
import java.util.List;
import java.util.Optional;

/**
 * Which policy decided.
 *
 * @param digest of the effective policy in canonical form
 * @param layers names of the merged layers, outermost floor first
 * @param mode what became of findings that the policy does not allow; empty in verdicts of versions that did not keep it
 */
public record PolicyIdentity(Digest digest, List<String> layers, Optional<Mode> mode) {
    public PolicyIdentity {
        layers = List.copyOf(layers);
    }

    /** Findings that the policy does not allow have failed the gate. */
    public boolean enforced() {
        return mode.equals(Optional.of(Mode.ENFORCE));
    }
}
