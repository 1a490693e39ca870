package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which images are of the platform asked for. A runtime chooses by what the index says and by the configuration when the
 * index says nothing; the two must agree, or the platform judged would not be the one that runs.
 */
final class PlatformChoice {
    private final ImageLocation location;
    private final Optional<Platform> wanted;
    private final Set<String> available = new TreeSet<>();

    PlatformChoice(ImageLocation location, Optional<Platform> wanted) {
        this.location = location;
        this.wanted = wanted;
    }

    /** Whether the image may be one to take, going by its descriptor alone. */
    boolean possible(Descriptor descriptor) {
        descriptor.platform().ifPresent(platform -> available.add(platform.toString()));
        return wanted.isEmpty()
                || descriptor.platform().isEmpty()
                || descriptor.platform().get().satisfies(wanted.get());
    }

    boolean takes(Descriptor descriptor, Image image) throws GateException {
        Platform actual = image.platform();
        Platform stated = descriptor.platform().orElse(actual);
        if (!stated.os().equals(actual.os()) || !stated.architecture().equals(actual.architecture())) {
            throw new GateException(
                    "the image " + image.digest() + " is " + actual + " by its configuration, but " + stated
                            + " by the index",
                    "build the image again with the right platform");
        }
        available.add(stated.toString());
        return wanted.isEmpty() || stated.satisfies(wanted.get());
    }

    void checkAny(List<Image> images) throws GateException {
        if (images.isEmpty()) {
            throw new GateException(
                    "'" + location.text() + "' has no image for "
                            + wanted.map(Platform::toString).orElse("any platform"),
                    "choose one it has: " + String.join(", ", available));
        }
    }
}
