package io.jenkins.lib.containergate.image;

import java.util.List;
import java.util.Optional;

/**
 * One image of one platform, pinned: from here on it is spoken of by digest.
 *
 * @param reference what the user asked for, as written
 * @param digest of the image manifest; for a Docker archive, which has none, of the image configuration (image id)
 * @param manifestDigest whether {@code digest} is that of a manifest a registry would know
 * @param indexDigest of the index the manifest was chosen from
 * @param repository the repository part of the reference, when it has one
 */
public record Image(
        String reference,
        Optional<String> repository,
        Digest digest,
        boolean manifestDigest,
        Optional<Digest> indexDigest,
        Digest configDigest,
        ImageConfig config,
        List<Layer> layers,
        ImageDocuments documents) {
    public Image {
        layers = List.copyOf(layers);
    }

    /** An image whose documents are not at hand. */
    public Image(
            String reference,
            Optional<String> repository,
            Digest digest,
            boolean manifestDigest,
            Optional<Digest> indexDigest,
            Digest configDigest,
            ImageConfig config,
            List<Layer> layers) {
        this(
                reference,
                repository,
                digest,
                manifestDigest,
                indexDigest,
                configDigest,
                config,
                layers,
                ImageDocuments.none());
    }

    /** The same image with its documents. */
    public Image with(ImageDocuments others) {
        return new Image(
                reference, repository, digest, manifestDigest, indexDigest, configDigest, config, layers, others);
    }

    public Platform platform() {
        return config.platform();
    }
}
