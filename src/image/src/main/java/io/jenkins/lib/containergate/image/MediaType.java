package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * Media types of images and what they say.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/media-types.md">OCI media types</a>
 */
public final class MediaType {
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
    public static final String DOCKER_INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
    public static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";
    private static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";

    private static final Map<String, Compression> LAYERS = Map.of(
            OCI_LAYER,
            Compression.NONE,
            OCI_LAYER + "+gzip",
            Compression.GZIP,
            OCI_LAYER + "+zstd",
            Compression.ZSTD,
            DOCKER_LAYER,
            Compression.NONE,
            DOCKER_LAYER + ".gzip",
            Compression.GZIP,
            DOCKER_LAYER + ".zstd",
            Compression.ZSTD);

    private MediaType() {}

    public static boolean isIndex(String mediaType) {
        return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_INDEX);
    }

    public static boolean isManifest(String mediaType) {
        return mediaType.equals(OCI_MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
    }

    public static boolean isConfig(String mediaType) {
        return mediaType.equals(OCI_CONFIG) || mediaType.equals(DOCKER_CONFIG);
    }

    /** The Docker name of a layer compressed in this way. */
    public static String dockerLayer(Compression compression) {
        return compression == Compression.NONE ? DOCKER_LAYER : DOCKER_LAYER + "." + compression;
    }

    /**
     * How the bytes of a layer are compressed according to its media type.
     *
     * @throws GateException for layers that are encrypted, stored elsewhere, or no layers at all
     */
    public static Compression layerCompression(Descriptor layer) throws GateException {
        String type = layer.mediaType();
        Compression compression = LAYERS.get(type);
        if (compression != null) {
            return compression;
        }
        if (type.endsWith("+encrypted")) {
            throw new GateException(
                    "layer " + layer.digest() + " is encrypted (" + shown(type) + ")",
                    "gate the image before it is encrypted");
        }
        if (type.contains(".nondistributable.") || type.contains(".foreign.")) {
            throw new GateException(
                    "layer " + layer.digest() + " is not part of the image but stored elsewhere (" + shown(type) + ")",
                    "push the image with its foreign layers, then gate that");
        }
        throw new GateException(
                "layer " + layer.digest() + " has the media type " + shown(type) + ", which is not a layer's",
                "gate a container image; this is some other artifact or a newer format");
    }

    /** A media type as it may appear in a message. */
    public static String shown(String mediaType) {
        return SafeText.quoted(mediaType);
    }

    /** Why a manifest or index cannot be used, when its media type is neither's. */
    public static Optional<GateException> refusal(Descriptor descriptor) {
        String type = descriptor.mediaType();
        if (isIndex(type) || isManifest(type)) {
            return Optional.empty();
        }
        boolean old = type.contains("vnd.docker.distribution.manifest.v1");
        return Optional.of(new GateException(
                descriptor.digest() + " has the media type " + shown(type)
                        + (old ? ", Docker's outdated schema 1" : ", which is not an image manifest's"),
                old ? "build the image again with a current tool" : "gate a container image"));
    }
}
