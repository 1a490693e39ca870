package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.hardening.history.LayerOrigins;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.Subject;
import java.util.Optional;

/** How verdicts name an image. */
final class ImageSubject {
    private ImageSubject() {}

    static Subject of(Image image) {
        Optional<String> note = image.manifestDigest()
                ? Optional.empty()
                : Optional.of("evaluated by image ID: there is no manifest here that a registry would know");
        return new Subject(
                image.reference(),
                Optional.of(image.digest().toString()),
                image.indexDigest().map(Digest::toString),
                Optional.of(image.platform().toString()),
                note,
                LayerOrigins.of(image.config()).layers());
    }
}
