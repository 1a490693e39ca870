package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.image.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The indexes, manifests and configurations that lead from a name to images. Whoever has them finds the same images again,
 * by digest, without asking the place they are kept: all but the content of layers.
 *
 * @param roots what the name stands for; none for a Docker archive, which has no manifest
 * @param documents in any order; what they are is known by their digests
 */
public record ImageDocuments(List<Descriptor> roots, List<byte[]> documents) {
    public ImageDocuments {
        roots = List.copyOf(roots);
        documents = List.copyOf(documents);
    }

    public static ImageDocuments none() {
        return new ImageDocuments(List.of(), List.of());
    }

    /** @throws GateException when it is not among them */
    public byte[] document(Digest digest, String kind) throws GateException {
        byte[] found = byDigest().get(digest);
        if (found == null) {
            throw missing(digest, kind);
        }
        return found;
    }

    private Map<Digest, byte[]> byDigest() {
        Map<Digest, byte[]> found = new HashMap<>();
        documents.forEach(document -> found.put(Digest.of(document), document));
        return found;
    }

    private static GateException missing(Digest digest, String kind) {
        return new GateException(
                "the " + kind + " " + digest + " is not among the documents of the image", "read the image again");
    }

    /**
     * The images that the roots lead to, as a source resolves them.
     *
     * @param repository that was asked for, in a registry
     * @throws GateException when a document is missing or malformed, or there is no image for the platform
     */
    public List<Image> images(
            ImageLocation location,
            Optional<String> repository,
            Optional<Platform> platform,
            Limits limits,
            Deadline deadline)
            throws GateException, InterruptedException {
        try {
            return new OciImages(new RecordedContent(byDigest()), location, repository, limits, deadline)
                    .load(roots, platform);
        } catch (IOException e) {
            throw new GateException(
                    "'" + location.text() + "' cannot be read: " + FileProblem.within(e), "read the image again", e);
        }
    }

    /** Looks up by digest, so nothing is found that is not what a descriptor names. */
    private record RecordedContent(Map<Digest, byte[]> documents) implements ImageContent {
        @Override
        public byte[] manifest(Descriptor descriptor, String kind) throws GateException {
            byte[] found = documents.get(descriptor.digest());
            if (found == null) {
                throw missing(descriptor.digest(), kind);
            }
            if (found.length != descriptor.size()) {
                throw new GateException(
                        "the " + kind + " " + descriptor.digest() + " has " + found.length + " bytes where "
                                + descriptor.size() + " are declared",
                        "it is damaged or forged: push the image again");
            }
            return found;
        }

        @Override
        public byte[] config(Descriptor descriptor) throws GateException {
            return manifest(descriptor, "image configuration");
        }

        @Override
        public RecordedLayer layer(int index, Descriptor descriptor, Digest diffId) {
            return new RecordedLayer(index, descriptor, diffId);
        }
    }

    /** A layer whose content is elsewhere. */
    record RecordedLayer(int index, Descriptor descriptor, Digest diffId) implements Layer {
        @Override
        public InputStream open() throws IOException {
            throw new IOException("the content of layer " + diffId + " is not here");
        }
    }
}
