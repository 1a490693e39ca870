package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.registry.StoredManifest;
import java.io.InputStream;

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
                        "push the image again, with all its platforms, or choose one with --platform"));
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
