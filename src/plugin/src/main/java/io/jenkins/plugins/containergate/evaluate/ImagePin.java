package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.image.Image;
import java.util.Optional;

/**
 * The image a verdict is on, by names that do not move.
 *
 * @param repository it came from, registry included
 * @param digest {@code sha256:...} of what was judged
 * @param inRegistry whether a registry knows the digest: that of an archive may be none of a manifest
 */
public record ImagePin(Optional<String> repository, String digest, boolean inRegistry) {

    /**
     * @param everyPlatform whether all platforms of the image were judged, so that the digest of its index stands for
     *     what was judged
     */
    public static ImagePin of(Image image, boolean everyPlatform) {
        String digest = everyPlatform
                ? image.indexDigest().orElse(image.digest()).toString()
                : image.digest().toString();
        return new ImagePin(image.repository(), digest, image.manifestDigest());
    }

    /** What to deploy: {@code repository@sha256:...}. */
    public Optional<String> digestReference() {
        return repository.filter(name -> inRegistry).map(name -> name + "@" + digest);
    }
}
