package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;

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

    private static List<Descriptor> descriptors(StrictJson json) throws GateException {
        List<Descriptor> manifests = new ArrayList<>();
        for (StrictJson element : json.required("manifests").elements()) {
            manifests.add(DescriptorParser.parse(element));
        }
        return manifests;
    }
}
