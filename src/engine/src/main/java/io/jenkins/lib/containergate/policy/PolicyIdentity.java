package io.jenkins.lib.containergate.policy;

import io.jenkins.lib.containergate.image.Digest;
import java.util.List;

/**
 * Which policy decided.
 *
 * @param digest of the effective policy in canonical form
 * @param layers names of the merged layers, outermost floor first
 */
public record PolicyIdentity(Digest digest, List<String> layers) {
    public PolicyIdentity {
        layers = List.copyOf(layers);
    }
}
