package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Index;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.registry.StoredManifest;
import java.util.List;
import java.util.Optional;

/** Reads what the tag is now that the task definition of an image names. */
final class TagReader {
    private final RepositoryReaders registries;

    TagReader(RepositoryReaders registries) {
        this.registries = registries;
    }

    /**
     * What the task definition names.
     *
     * @param standing whether the tag still is the image
     * @param index that is named, or that the tag is where it lists the image
     * @param unread why the tag cannot be read: then an index that lists the image may be unknown
     */
    record Named(Standing standing, Optional<Digest> index, Optional<Standing.Undecided> unread) {
        private static Named of(Standing standing) {
            return new Named(standing, Optional.empty(), Optional.empty());
        }
    }

    Named read(RunningImage image, Deadline deadline) throws DeadlineExceededException, InterruptedException {
        Optional<Digest> digest = image.named().digest();
        if (digest.isPresent() || image.named().tag().isEmpty()) {
            return new Named(
                    new Standing.NotApplicable("the task definition names the digest"),
                    digest.filter(named -> !named.equals(image.digest())),
                    Optional.empty());
        }
        try {
            return tag(image, image.named().tag().get(), deadline);
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            Standing.Undecided unread = new Standing.Undecided(e.problem(), e.remedy());
            return new Named(unread, Optional.empty(), Optional.of(unread));
        }
    }

    private Named tag(RunningImage image, String tag, Deadline deadline) throws GateException, InterruptedException {
        RepositoryReader repository = registries.of(image.named());
        Optional<StoredManifest> now = repository.manifest(tag, deadline);
        if (now.isEmpty()) {
            return Named.of(new Standing.Broken(List.of("the tag " + tag + " is gone")));
        }
        Digest digest = now.get().descriptor().digest();
        if (digest.equals(image.digest())) {
            return Named.of(new Standing.Holds());
        }
        boolean listed = MediaType.isIndex(now.get().descriptor().mediaType())
                && Index.parse(now.get().bytes(), now.get().descriptor())
                        .listsForSure(image.digest(), "the tag " + tag + " (" + digest + ")");
        return listed
                ? new Named(new Standing.Holds(), Optional.of(digest), Optional.empty())
                : Named.of(new Standing.Broken(List.of("the tag " + tag + " is " + digest + " now")));
    }
}
