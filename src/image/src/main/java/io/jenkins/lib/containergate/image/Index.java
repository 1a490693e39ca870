package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An index: the manifests of one image for several platforms, or further indexes.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md">OCI image index</a>
 */
public record Index(List<Descriptor> manifests) {
    public Index {
        manifests = List.copyOf(manifests);
    }

    /** @param descriptor what named the index; its media type must be the index's own */
    public static Index parse(byte[] bytes, Descriptor descriptor) throws GateException {
        String name = "the index " + descriptor.digest();
        StrictJson json = StrictJson.parse(bytes, name);
        DocumentKind.check(json, descriptor, name, "config", "layers");
        return new Index(descriptors(json));
    }

    /** The {@code index.json} of an OCI layout, which nothing names by digest. */
    public static Index parseLayout(byte[] bytes, String name) throws GateException {
        StrictJson json = StrictJson.parse(bytes, name);
        if (json.required("schemaVersion").number() != 2) {
            throw new GateException(name + " is not of schema version 2", "use a tool that writes OCI layouts 1.0");
        }
        return new Index(descriptors(json));
    }

    /** Whether a manifest is one of its own, not of an index in it. */
    public boolean lists(Digest manifest) {
        return manifests.stream().anyMatch(child -> child.digest().equals(manifest));
    }

    /**
     * The same where an index in it may list the manifest.
     *
     * @param name of this index
     * @throws GateException when it is not one of its own, and there are further indexes in it
     */
    public boolean listsForSure(Digest manifest, String name) throws GateException {
        if (lists(manifest)) {
            return true;
        }
        Optional<Descriptor> further = manifests.stream()
                .filter(child -> MediaType.isIndex(child.mediaType()))
                .findFirst();
        if (further.isPresent()) {
            throw new GateException(
                    name + " is an index of indexes, which are not followed: whether "
                            + further.get().digest() + " in it lists " + manifest + " is not known",
                    "name the image, or the index that lists it, by its digest");
        }
        return false;
    }

    private static List<Descriptor> descriptors(StrictJson json) throws GateException {
        List<Descriptor> manifests = new ArrayList<>();
        for (StrictJson element : json.required("manifests").elements()) {
            manifests.add(DescriptorParser.parse(element));
        }
        return manifests;
    }
}
