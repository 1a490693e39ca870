package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.image.Digest;

/**
 * One file with a {@link FileTrait} in the image.
 *
 * @param layer diff id of the layer that brings it
 * @param visible a container sees it: no later layer deletes or replaces it
 */
public record PlacedFile(Digest layer, NotedFile file, boolean visible) {
    public String path() {
        return file.path();
    }

    public Location location() {
        return Location.inLayer(layer, file.path());
    }
}
