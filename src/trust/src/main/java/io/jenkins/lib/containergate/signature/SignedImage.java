package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Index;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The image whose signatures are judged: step C0.1, one digest from here on.
 *
 * @param repository registry and path, {@code docker.io/library/nginx}
 * @param manifest descriptor of what is judged, its digest computed from the bytes
 * @param index that lists it; a signature of the index covers what the index lists (C0.2)
 */
public record SignedImage(String repository, Descriptor manifest, Optional<ListingIndex> index) {

    /** An index that is known to list the image. */
    public record ListingIndex(Descriptor descriptor, Bytes content) {}

    /** An image that no index is known to list. */
    public static SignedImage of(String repository, Descriptor manifest) {
        return new SignedImage(repository, manifest, Optional.empty());
    }

    /**
     * An image of an index.
     *
     * @throws GateException when the index does not list the manifest: then its signature says nothing of it
     */
    public static SignedImage inIndex(String repository, Descriptor manifest, String indexType, Bytes index)
            throws GateException {
        if (!MediaType.isIndex(indexType)) {
            throw new GateException(index.digest() + " is not an index", "name an image or an index");
        }
        Descriptor descriptor = Descriptor.of(indexType, index.digest(), index.size());
        if (!Index.parse(index.toArray(), descriptor).lists(manifest.digest())) {
            throw new GateException(
                    "the index " + index.digest() + " does not list the image " + manifest.digest(),
                    "verify the image under the index it belongs to");
        }
        return new SignedImage(repository, manifest, Optional.of(new ListingIndex(descriptor, index)));
    }

    /**
     * The same in an index, where that lists it: one that does not says nothing of the image.
     *
     * @param type of the manifest that may be an index
     * @throws GateException when it holds further indexes, and does not list the image itself
     */
    public SignedImage listedIn(String type, Bytes content) throws GateException {
        if (!MediaType.isIndex(type)) {
            return this;
        }
        Descriptor descriptor = Descriptor.of(type, content.digest(), content.size());
        return Index.parse(content.toArray(), descriptor)
                        .listsForSure(manifest.digest(), content.digest().toString())
                ? inIndex(repository, manifest, type, content)
                : this;
    }

    /**
     * The one image of an index that is for a platform.
     *
     * @throws GateException when none or several are
     */
    public static SignedImage ofPlatform(String repository, String indexType, Bytes index, Platform wanted)
            throws GateException {
        Descriptor descriptor = Descriptor.of(indexType, index.digest(), index.size());
        List<Descriptor> listed = Index.parse(index.toArray(), descriptor).manifests();
        Optional<Descriptor> further = listed.stream()
                .filter(child -> MediaType.isIndex(child.mediaType()))
                .findFirst();
        if (further.isPresent()) {
            throw new GateException(
                    index.digest().in(repository) + " is an index of indexes, and those are not followed: "
                            + further.get().digest(),
                    "name the image, or the index that lists it, by its digest");
        }
        List<Descriptor> matching = listed.stream()
                .filter(child ->
                        child.platform().map(each -> each.satisfies(wanted)).orElse(false))
                .toList();
        List<String> digests = matching.stream()
                .map(child -> child.digest().toString())
                .distinct()
                .toList();
        if (digests.size() != 1) {
            throw new GateException(
                    index.digest().in(repository) + " has " + digests.size() + " images for " + wanted,
                    matching.isEmpty()
                            ? "choose one of: "
                                    + listed.stream()
                                            .flatMap(child -> child.platform().stream())
                                            .map(Platform::toString)
                                            .collect(Collectors.joining(", "))
                            : "they differ in what a platform does not say, such as the version of Windows: name one of"
                                    + " them by its digest, also in the task definition: "
                                    + String.join(", ", digests));
        }
        return inIndex(repository, matching.get(0), indexType, index);
    }

    /** {@code REPOSITORY@DIGEST}. */
    public String name() {
        return manifest.digest().in(repository);
    }

    /** What may be signed, so that the image is: itself first, then the index. */
    public List<Descriptor> signable() {
        List<Descriptor> signable = new ArrayList<>(List.of(manifest));
        index.ifPresent(listing -> signable.add(listing.descriptor()));
        return signable;
    }
}
