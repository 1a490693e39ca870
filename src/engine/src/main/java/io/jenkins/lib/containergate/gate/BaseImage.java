package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an image is built on. Whoever builds an image writes what it says of itself, so a base is believed only if a registry has
 * that image and its layers are the lowest of this one.
 */
public sealed interface BaseImage {
    /**
     * Its layers are the lowest of the image.
     *
     * @param source who names it: {@code the annotations of its manifest}
     */
    record Proven(ImageReference name, Image image, String source) implements BaseImage {
        /** Its name as people know it: without the digest if it has a tag. */
        ImageReference tag() {
            return name.tag().isEmpty()
                    ? name
                    : new ImageReference(name.registry(), name.path(), name.tag(), Optional.empty());
        }
    }

    /**
     * What is said of the image, and the policy does not allow; nobody looked there.
     *
     * @param source who says so
     */
    record Claimed(ImageReference name, String source) implements BaseImage {}

    /** The image itself is one that others may be built on. */
    record Itself(Image image) implements BaseImage {}

    /**
     * @param why as a sentence without a full stop
     * @param remedy what to do so that it is known
     * @param source which source does not tell, called the same in every build; empty for what the image says of itself
     */
    record Unknown(String why, String remedy, String source) implements BaseImage {
        /** The image itself does not say. */
        public Unknown(String why, String remedy) {
            this(why, remedy, "");
        }
    }

    /**
     * Sources do not say the same. Each answer counts by itself, so that the strictest decides.
     *
     * @param answers at least two, none of them several again
     * @param difference what each source says, as a sentence without a full stop
     */
    record Several(List<BaseImage> answers, String difference) implements BaseImage {
        public Several {
            answers = List.copyOf(answers);
        }
    }

    /** The image and its parts, each by itself. */
    default List<BaseImage> answers() {
        return this instanceof Several several ? several.answers() : List.of(this);
    }

    /** Of the answers that are proven the one with the most layers: the others are below it. */
    default Optional<Proven> nearest() {
        return answers().stream()
                .flatMap(answer -> answer instanceof Proven proven ? Stream.of(proven) : Stream.empty())
                .max(Comparator.comparing(
                        proven -> proven.image().config().diffIds().size()));
    }

    /** Whether the policy asks for it at all; without, nothing is fetched. */
    static boolean asked(EffectivePolicy policy) {
        return policy.find(PolicyKeys.BASE_IMAGES_ALLOWED).isPresent()
                || policy.find(PolicyKeys.BASE_IMAGES_MAX_AGE).isPresent();
    }

    /**
     * Of a base that somebody names.
     *
     * @param below what a registry has under the name
     * @param source who names it
     */
    static BaseImage proven(Image image, ImageReference name, Image below, String source) {
        return lowest(image, below)
                ? new Proven(name, below, source)
                : new Unknown(
                        "its lowest layers are not those of " + name + ", named by " + source,
                        "build the image on it, and name the digest that it is built on");
    }

    /** Whether all layers of the other are the lowest of the image. */
    static boolean lowest(Image image, Image below) {
        List<Digest> lowest = below.config().diffIds();
        List<Digest> own = image.config().diffIds();
        return !lowest.isEmpty()
                && lowest.size() <= own.size()
                && own.subList(0, lowest.size()).equals(lowest);
    }
}
