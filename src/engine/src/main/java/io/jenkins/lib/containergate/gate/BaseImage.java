package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What an image is built on. Whoever builds an image writes what it says of itself, so a base is believed only if a registry has
 * that image and its layers are the lowest of this one.
 */
public sealed interface BaseImage {
    /** Its layers are the lowest of the image. */
    record Proven(ImageReference name, Image image) implements BaseImage {}

    /** What the image says of itself, and the policy does not allow; nobody looked there. */
    record Claimed(ImageReference name) implements BaseImage {}

    /** The image itself is one that others may be built on. */
    record Itself(Image image) implements BaseImage {}

    /**
     * @param why as a sentence without a full stop
     * @param remedy what to do so that it is known
     */
    record Unknown(String why, String remedy) implements BaseImage {}

    /** Fetches manifest and configuration of an image from its registry. */
    @FunctionalInterface
    interface Reader {
        Image read(ImageReference name, Platform platform) throws GateException, IOException, InterruptedException;
    }

    /** Whether the policy asks for it at all; without, nothing is fetched. */
    static boolean asked(EffectivePolicy policy) {
        return policy.find(PolicyKeys.BASE_IMAGES_ALLOWED).isPresent()
                || policy.find(PolicyKeys.BASE_IMAGES_MAX_AGE).isPresent();
    }

    /**
     * From what the image says of itself: the annotations {@code org.opencontainers.image.base.name} and {@code .digest} of its
     * manifest, or labels of these names.
     *
     * @param pulled the reference the image itself was pulled with; empty for archives, layouts and daemons
     * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md">OCI annotations</a>
     */
    static BaseImage find(Image image, Optional<ImageReference> pulled, EffectivePolicy policy, Reader reader)
            throws InterruptedException {
        Optional<PatternSet> allowed =
                policy.find(PolicyKeys.BASE_IMAGES_ALLOWED).map(Setting::value);
        if (pulled.filter(own -> allowed.filter(patterns -> patterns.matches(own.repository()))
                        .isPresent())
                .isPresent()) {
            return new Itself(image);
        }
        try {
            Optional<ImageReference> named = BaseImageName.of(image);
            if (named.isEmpty()) {
                return new Unknown(
                        "the image does not say what it is built on",
                        "build it with the annotations org.opencontainers.image.base.name and .digest, or give --base-image");
            }
            ImageReference name = named.get();
            // without a list, the image would choose where requests go, and whose word on its age counts
            if (allowed.isEmpty()) {
                return new Unknown(
                        "it says it is built on " + name + ", and the policy has no list of base images to believe",
                        "list its repository in baseImages.allowed, or give --base-image");
            }
            if (!allowed.get().matches(name.repository())) {
                return new Claimed(name);
            }
            return proven(image, name, reader.read(name, image.platform()));
        } catch (GateException e) {
            return new Unknown("its base image is not known: " + e.problem(), e.remedy());
        } catch (IOException e) {
            return new Unknown("its base image cannot be read: " + e.getMessage(), "check the access to its registry");
        }
    }

    /** Of a base that somebody names; {@code below} is what a registry has under the name. */
    static BaseImage proven(Image image, ImageReference name, Image below) {
        List<Digest> lowest = below.config().diffIds();
        List<Digest> own = image.config().diffIds();
        return !lowest.isEmpty()
                        && lowest.size() <= own.size()
                        && own.subList(0, lowest.size()).equals(lowest)
                ? new Proven(name, below)
                : new Unknown(
                        "its lowest layers are not those of " + name,
                        "build the image on it, and name the digest that it is built on");
    }
}
