package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.util.List;

/** What one layer holds, files that a later layer deletes included. Depends on the layer's content alone. */
public record LayerSecrets(List<FoundSecret> found, List<Unsearched> unsearched) {
    public LayerSecrets {
        found = List.copyOf(found);
        unsearched = List.copyOf(unsearched);
    }
}
