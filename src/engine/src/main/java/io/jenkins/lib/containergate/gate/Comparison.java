package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.image.Digest;
import java.util.Set;

/**
 * What an image is compared with.
 *
 * @param baseImageLayers diff ids of the base image; only layers that match them from the bottom up count as its
 * @param baseline fingerprints of the findings of the last passed verdict
 */
public record Comparison(Set<Digest> baseImageLayers, Set<Fingerprint> baseline) {
    public Comparison {
        baseImageLayers = Set.copyOf(baseImageLayers);
        baseline = Set.copyOf(baseline);
    }

    public static Comparison none() {
        return new Comparison(Set.of(), Set.of());
    }
}
