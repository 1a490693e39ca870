package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.image.Digest;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What verdicts on an image that runs may be on.
 *
 * @param image that of one platform, where it is known
 * @param indexes that list it
 */
record EvidenceDigests(Digest image, Set<Digest> indexes) {
    EvidenceDigests {
        Set<Digest> others = new LinkedHashSet<>(indexes);
        others.remove(image);
        indexes = Set.copyOf(others);
    }

    /** Both. */
    Set<Digest> all() {
        Set<Digest> all = new LinkedHashSet<>(indexes);
        all.add(image);
        return all;
    }
}
