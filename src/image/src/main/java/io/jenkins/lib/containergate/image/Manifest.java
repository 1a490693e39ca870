package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The manifest of one image: its configuration and its layers, base layer first.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md">OCI image manifest</a>
 */
public record Manifest(Descriptor config, List<Descriptor> layers) {
    public Manifest {
        layers = List.copyOf(layers);
    }

    /** An artifact without a configuration has nothing that could be run, whoever reads it. */
    private static final Digest NO_CONFIG = Digest.of("{}".getBytes(StandardCharsets.UTF_8));

    /**
     * Whether it is of an artifact that lies beside images, such as the SOCI index of an image, and no reader could take it
     * for an image: its configuration has another media type and is empty, so there is no {@code rootfs}.
     *
     * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidelines-for-artifact-usage">OCI
     *     guidelines for artifact usage</a>
     */
    public static boolean isBareArtifact(byte[] bytes, Descriptor descriptor) throws GateException {
        StrictJson config = read(bytes, descriptor).required("config");
        return !MediaType.isConfig(config.required("mediaType").text())
                && DescriptorParser.parse(config).digest().equals(NO_CONFIG);
    }

    private static StrictJson read(byte[] bytes, Descriptor descriptor) throws GateException {
        String name = name(descriptor);
        StrictJson json = StrictJson.parse(bytes, name);
        DocumentKind.check(json, descriptor, name, "manifests");
        return json;
    }

    private static String name(Descriptor descriptor) {
        return "the manifest " + descriptor.digest();
    }

    /**
     * @param descriptor what named the manifest; its media type must be the manifest's own
     * @throws GateException when it is malformed, is not an image's, or could be taken for an index as well
     */
    public static Manifest parse(byte[] bytes, Descriptor descriptor, Limits limits) throws GateException {
        String name = name(descriptor);
        StrictJson json = read(bytes, descriptor);
        Descriptor config = DescriptorParser.parse(json.required("config"));
        if (!MediaType.isConfig(config.mediaType())) {
            throw new GateException(
                    name + " is of an artifact, not of a container image (its configuration has the media type "
                            + MediaType.shown(config.mediaType()) + ")",
                    "name the image itself");
        }
        List<StrictJson> elements = json.required("layers").elements();
        if (elements.size() > limits.maxLayers()) {
            throw new LimitExceededException(name, "maxLayers", limits.maxLayers());
        }
        List<Descriptor> layers = new ArrayList<>(elements.size());
        for (StrictJson element : elements) {
            Descriptor layer = DescriptorParser.parse(element);
            MediaType.layerCompression(layer);
            layers.add(layer);
        }
        return new Manifest(config, layers);
    }
}
