package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Index;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which entries of a layout's {@code index.json} are the image that was asked for. */
final class LayoutTags {
    private static final String NAME = "org.opencontainers.image.ref.name";
    private static final String FULL_NAME = "io.containerd.image.name";

    private LayoutTags() {}

    /**
     * The entries with the tag; without one, the only image there is. Entries without a name that each say their
     * platform are one image for several platforms.
     */
    static List<Descriptor> choose(Index index, Optional<String> tag, ImageLocation location) throws GateException {
        List<Descriptor> candidates = index.manifests().stream()
                .filter(descriptor -> tag.isEmpty() || named(descriptor, tag.get()))
                .toList();
        if (candidates.isEmpty()) {
            throw new GateException(
                    "'" + location.text() + "' holds no "
                            + tag.map(t -> "image '" + t + "'").orElse("image"),
                    tag.isPresent() ? "it holds: " + names(index) : "write the image again");
        }
        Set<String> names = new LinkedHashSet<>();
        candidates.forEach(descriptor -> names.add(descriptor.annotations().getOrDefault(NAME, "")));
        boolean platforms = names.size() == 1
                && candidates.stream()
                        .allMatch(descriptor -> descriptor.platform().isPresent());
        if (candidates.size() > 1 && !platforms) {
            throw new GateException(
                    "'" + location.text() + "' holds several images",
                    "choose one with :TAG; it holds: " + names(index));
        }
        return candidates;
    }

    private static boolean named(Descriptor descriptor, String wanted) {
        return names(descriptor).anyMatch(name -> ImageNames.matches(name, wanted));
    }

    static Stream<String> names(Descriptor descriptor) {
        return Stream.of(NAME, FULL_NAME)
                .flatMap(key -> Stream.ofNullable(descriptor.annotations().get(key)));
    }

    private static String names(Index index) {
        Set<String> names = new TreeSet<>();
        index.manifests()
                .forEach(descriptor ->
                        names.add(names(descriptor).findFirst().orElse("(untagged) " + descriptor.digest())));
        return ImageNames.list(names);
    }

    /** The repository a descriptor's name tells, when it is more than a tag. */
    static Optional<String> repository(Descriptor descriptor) {
        return Stream.of(FULL_NAME, NAME)
                .flatMap(key -> Stream.ofNullable(descriptor.annotations().get(key)))
                .flatMap(name -> ImageNames.reference(name).stream())
                .findFirst()
                .map(ImageReference::repository);
    }
}
