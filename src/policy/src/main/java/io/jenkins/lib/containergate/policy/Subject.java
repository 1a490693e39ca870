package io.jenkins.lib.containergate.policy;

import io.jenkins.lib.containergate.finding.LayerOrigin;
import io.jenkins.lib.containergate.finding.Location;
import java.util.List;
import java.util.Optional;

/**
 * What was judged.
 *
 * @param reference as the user wrote it
 * @param digest {@code sha256:...} of the image manifest or, where there is none, of the image configuration
 * @param index {@code sha256:...} of the index that the image was chosen from
 * @param platform {@code linux/amd64}
 * @param note such as "evaluated by image ID: a Docker archive has no manifest digest"
 * @param layers of an image, the lowest first; none for anything else
 */
public record Subject(
        String reference,
        Optional<String> digest,
        Optional<String> index,
        Optional<String> platform,
        Optional<String> note,
        List<LayerOrigin> layers) {
    public Subject {
        layers = List.copyOf(layers);
    }

    /** Of anything but an image, or of one whose layers are not known. */
    public Subject(String reference, Optional<String> digest, Optional<String> platform, Optional<String> note) {
        this(reference, digest, Optional.empty(), platform, note, List.of());
    }

    /** The same, chosen from an index. */
    public Subject inIndex(Optional<String> listing) {
        return new Subject(reference, digest, listing, platform, note, layers);
    }

    /** The layer that brought what is at a location. */
    public Optional<LayerOrigin> layerOf(Location location) {
        return layers.stream()
                .filter(layer -> location.layer().filter(layer.diffId()::equals).isPresent())
                .findFirst();
    }
}
