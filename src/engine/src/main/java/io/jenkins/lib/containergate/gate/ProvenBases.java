package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.text.FirstFew;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images that the provenance of one image names, held against its layers. A build uses more images than the one that its result is
 * built on: one that nobody may look at could be that one, built on another that is allowed.
 */
final class ProvenBases {
    private static final int MOST_READ = 20;
    private static final String SOURCE = "provenance";
    private static final String APPROVE = "approve it in baseImages.allowed, or build the image with the annotation"
            + " org.opencontainers.image.base.name";

    private final Image image;
    private final String source;
    private final List<ImageReference> others = new ArrayList<>();
    private final List<ImageReference> refuted = new ArrayList<>();
    private final List<ImageReference> unread = new ArrayList<>();
    private final List<String> malformed = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<ImageReference> below = new ArrayList<>();
    private Optional<BaseImage.Proven> nearest = Optional.empty();

    ProvenBases(Image image, String source) {
        this.image = image;
        this.source = source;
    }

    boolean full() {
        return below.size() + refuted.size() + unread.size() >= MOST_READ;
    }

    void notAllowed(ImageReference name) {
        others.add(name);
    }

    /** One that nobody can look at counts as not allowed. */
    void malformed(String address) {
        malformed.add(address);
    }

    void unread(ImageReference name, String why) {
        unread.add(name);
        faults.add(why);
    }

    void read(ImageReference name, Image found) {
        if (!BaseImage.lowest(image, found)) {
            refuted.add(name);
            return;
        }
        below.add(name);
        if (nearest.isEmpty() || layers(found) > layers(nearest.get().image())) {
            nearest = Optional.of(new BaseImage.Proven(name, found, source));
        }
    }

    private static int layers(Image image) {
        return image.config().diffIds().size();
    }

    /** It names no image. */
    boolean silent() {
        return names().isEmpty();
    }

    private Stream<ImageReference> all() {
        return Stream.of(below, others, refuted, unread).flatMap(List::stream);
    }

    private List<String> names() {
        return Stream.concat(all().map(ProvenBases::shown), malformed.stream()).toList();
    }

    /** What the provenance alone amounts to. */
    BaseImage answer() {
        List<String> open = Stream.concat(
                        Stream.of(others, unread)
                                .flatMap(List::stream)
                                .filter(name -> nearest.filter(base -> sameImage(base, name))
                                        .isEmpty())
                                .map(ProvenBases::shown),
                        malformed.stream())
                .toList();
        if (nearest.isPresent() && open.isEmpty()) {
            return nearest.get();
        }
        if (others.size() == 1 && names().size() == 1) {
            return new BaseImage.Claimed(others.get(0), source);
        }
        if (nearest.isPresent()) {
            return new BaseImage.Unknown(
                    "it is built on " + shown(nearest.get().name()) + " or on another image that " + source + " names: "
                            + shown(open) + reasons(),
                    APPROVE,
                    SOURCE);
        }
        return new BaseImage.Unknown(
                "its lowest layers are those of no image that can be compared of " + source + ": " + shown(names())
                        + reasons(),
                APPROVE,
                SOURCE);
    }

    private String reasons() {
        return faults.isEmpty() ? "" : " (" + faults.get(0) + ")";
    }

    private static String shown(ImageReference name) {
        return name.repository() + name.tag().map(tag -> ":" + tag).orElse("");
    }

    private static String shown(List<String> names) {
        return FirstFew.of(names, 3);
    }

    /**
     * Together with what the image says of itself.
     *
     * @param said what came of that
     */
    BaseImage beside(BaseImageName named, BaseImage said) {
        ImageReference name = named.name();
        if (said instanceof BaseImage.Proven proven) {
            boolean same = nearest.map(base -> layers(base.image()) == layers(proven.image()))
                    .orElseGet(() -> all().anyMatch(each -> sameImage(proven, each))
                            || unread.stream().anyMatch(each -> sameTag(each, name)));
            return same
                    ? new BaseImage.Proven(name, proven.image(), proven.source() + " and " + source)
                    : several(named, said);
        }
        if (said instanceof BaseImage.Claimed && others.stream().anyMatch(each -> sameRepository(each, name))) {
            return said;
        }
        boolean moved = name.digest().isEmpty()
                && answer() instanceof BaseImage.Proven proven
                && sameRepository(proven.name(), name);
        return moved ? answer() : several(named, said);
    }

    private BaseImage several(BaseImageName named, BaseImage said) {
        return new BaseImage.Several(
                List.of(said, answer()),
                named.source() + " name " + shown(named.name()) + ", and " + source + " names " + shown(names()));
    }

    /** By content, whatever registry it is in: a mirror has the same digests. */
    private static boolean sameImage(BaseImage.Proven base, ImageReference other) {
        Optional<Digest> digest = other.digest();
        return digest.isPresent()
                && (digest.equals(base.name().digest())
                        || digest.get().equals(base.image().digest())
                        || digest.equals(base.image().indexDigest()));
    }

    private static boolean sameTag(ImageReference one, ImageReference other) {
        return sameRepository(one, other) && one.tag().isPresent() && one.tag().equals(other.tag());
    }

    private static boolean sameRepository(ImageReference one, ImageReference other) {
        return one.repository().equals(other.repository());
    }

    /** Of provenance that is not there. */
    static ProvenBases none(Image image) {
        return new ProvenBases(image, "");
    }
}
