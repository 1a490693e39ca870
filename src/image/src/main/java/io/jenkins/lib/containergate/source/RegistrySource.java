package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.registry.StoredManifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image in a registry. The tag is resolved to a digest once, whatever is asked later; layers come in while they are
 * read.
 */
final class RegistrySource implements ImageSource {
    private final ImageLocation.Registry location;
    private final RepositoryReader repository;
    private final Limits limits;
    private final DocumentRecorder recorder = new DocumentRecorder();
    private @Nullable StoredManifest root;

    RegistrySource(ImageLocation.Registry location, RepositoryReader repository, Limits limits) {
        this.location = location;
        this.repository = repository;
        this.limits = limits;
    }

    @Override
    public synchronized List<Image> resolve(Optional<Platform> platform, Deadline deadline)
            throws GateException, InterruptedException {
        StoredManifest known = root;
        if (known == null) {
            known = find(location.reference(), deadline);
            root = known;
        }
        RegistryContent content = new RegistryContent(repository, known, limits, deadline);
        recorder.roots(List.of(known.descriptor()));
        try {
            return new OciImages(
                            recorder.recording(content),
                            location,
                            Optional.of(location.reference().repository()),
                            limits,
                            deadline)
                    .load(List.of(known.descriptor()), platform);
        } catch (IOException e) {
            throw new GateException(
                    "'" + location.text() + "' cannot be read: " + FileProblem.within(e), "try again", e);
        }
    }

    private StoredManifest find(ImageReference reference, Deadline deadline)
            throws GateException, InterruptedException {
        Optional<Digest> digest = reference.digest();
        Optional<StoredManifest> found = digest.isPresent()
                ? repository.manifest(digest.get(), deadline)
                : repository.manifest(reference.tag().orElseThrow(), deadline);
        if (found.isEmpty()) {
            throw new GateException(
                    "there is no image " + reference + " in the registry " + reference.registry(),
                    "check the name and the " + (digest.isPresent() ? "digest" : "tag")
                            + ", and that the image has been pushed");
        }
        return found.get();
    }

    @Override
    public ImageDocuments documents() {
        return recorder.documents();
    }

    /** Connections are closed by those who read from them. */
    @Override
    public void close() {}

    /**
     * Manifests and blobs of a repository, fetched when they are wanted.
     *
     * @param root fetched already
     */
    record RegistryContent(RepositoryReader repository, StoredManifest root, Limits limits, Deadline deadline)
            implements ImageContent {

        @Override
        public byte[] manifest(Descriptor descriptor, String kind) throws GateException, InterruptedException {
            if (descriptor.equals(root.descriptor())) {
                return root.bytes();
            }
            StoredManifest found = repository
                    .manifest(descriptor.digest(), deadline)
                    .orElseThrow(() -> new GateException(
                            "the " + kind + " " + descriptor.digest() + " is missing in the registry",
                            "push the image again, with all its platforms, or choose one with --platform"
                                    + " (platform in Jenkins)"));
            if (found.descriptor().size() != descriptor.size()) {
                throw new GateException(
                        "the " + kind + " " + descriptor.digest() + " has "
                                + found.descriptor().size() + " bytes where " + descriptor.size() + " are declared",
                        "it is damaged or forged: push the image again");
            }
            return found.bytes();
        }

        @Override
        public byte[] config(Descriptor descriptor) throws GateException, InterruptedException {
            return repository.blob(descriptor, "image configuration", limits.maxManifestBytes(), deadline);
        }

        @Override
        public Layer layer(int index, Descriptor descriptor, Digest diffId) {
            return new RegistryLayer(index, descriptor, diffId, repository, deadline);
        }

        /** A layer that comes in while it is read. */
        private record RegistryLayer(
                int index, Descriptor descriptor, Digest diffId, RepositoryReader repository, Deadline deadline)
                implements Layer {
            @Override
            public boolean foundByDigest() {
                return true;
            }

            @Override
            public InputStream open() {
                return repository.open(descriptor, deadline);
            }
        }
    }
}
