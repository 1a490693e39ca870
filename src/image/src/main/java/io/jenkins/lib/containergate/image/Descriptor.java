package io.jenkins.lib.containergate.image;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a manifest or index says about a blob: media type, digest and size.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md">OCI content descriptor</a>
 */
public record Descriptor(
        String mediaType, Digest digest, long size, Optional<Platform> platform, Map<String, String> annotations) {
    public Descriptor {
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        if (size < 0) {
            throw new IllegalArgumentException("negative size");
        }
    }

    public static Descriptor of(String mediaType, Digest digest, long size) {
        return new Descriptor(mediaType, digest, size, Optional.empty(), Map.of());
    }
}
