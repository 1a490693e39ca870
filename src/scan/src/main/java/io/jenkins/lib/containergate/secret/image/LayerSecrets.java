package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.util.List;

/** What one layer, or one file of it, holds, files that a later layer deletes included. Depends on its content and paths alone. */
public record LayerSecrets(List<FoundSecret> found, List<Unsearched> unsearched) {
    public LayerSecrets {
        found = List.copyOf(found);
        unsearched = List.copyOf(unsearched);
    }
}
