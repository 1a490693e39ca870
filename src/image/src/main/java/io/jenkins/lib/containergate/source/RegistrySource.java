package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.registry.StoredManifest;
import java.io.IOException;
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
            throw new GateException("'" + location.text() + "' cannot be read: " + e, "try again", e);
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
}
