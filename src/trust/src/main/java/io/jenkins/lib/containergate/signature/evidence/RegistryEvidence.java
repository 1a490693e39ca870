package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Referrer;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.registry.StoredManifest;
import io.jenkins.lib.containergate.signature.Bytes;
import java.util.List;
import java.util.Optional;

/** The repository of a registry that an image is in. */
public final class RegistryEvidence implements EvidenceSource {
    private final RepositoryReader repository;

    public RegistryEvidence(RepositoryReader repository) {
        this.repository = repository;
    }

    @Override
    public Optional<Document> tagged(String tag, int maxBytes, Deadline deadline)
            throws GateException, InterruptedException {
        return document(repository.manifest(tag, deadline), "the manifest of the tag " + tag, maxBytes);
    }

    @Override
    public Optional<Document> manifest(Digest digest, int maxBytes, Deadline deadline)
            throws GateException, InterruptedException {
        return document(repository.manifest(digest, deadline), "the manifest " + digest, maxBytes);
    }

    private static Optional<Document> document(Optional<StoredManifest> manifest, String name, int maxBytes)
            throws LimitExceededException {
        if (manifest.isPresent() && manifest.get().descriptor().size() > maxBytes) {
            throw new LimitExceededException(name, "maxManifestBytes", maxBytes);
        }
        return manifest.map(found -> new Document(found.descriptor().mediaType(), Bytes.of(found.bytes())));
    }

    @Override
    public List<Referrer> referrers(Digest subject, Deadline deadline) throws GateException, InterruptedException {
        return repository.referrers(subject, Optional.empty(), deadline);
    }

    @Override
    public Bytes blob(Descriptor blob, int maxBytes, Deadline deadline) throws GateException, InterruptedException {
        return Bytes.of(repository.blob(blob, "signature", maxBytes, deadline));
    }
}
