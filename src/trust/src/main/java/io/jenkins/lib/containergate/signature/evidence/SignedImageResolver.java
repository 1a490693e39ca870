package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.registry.StoredManifest;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import java.util.Optional;

/** Resolves a reference to a digest, once (C0.1); everything after speaks of that digest. */
public final class SignedImageResolver {
    private final RepositoryReader repository;

    public SignedImageResolver(RepositoryReader repository) {
        this.repository = repository;
    }

    /**
     * Without a platform, what the reference names is judged, be it an image or an index. With one, the index's image of
     * that platform, which a signature of the index covers too. The digest of a reference decides; where its tag is an index that
     * lists that image, a signature of the index covers it as well.
     */
    public SignedImage resolve(ImageReference reference, Optional<Platform> platform, Deadline deadline)
            throws GateException, InterruptedException {
        return find(reference, platform, deadline)
                .orElseThrow(() ->
                        new GateException(reference + " is not there", "check the name, the tag and the credentials"));
    }

    /** The same; empty when the registry says that there is no such image. */
    public Optional<SignedImage> find(ImageReference reference, Optional<Platform> platform, Deadline deadline)
            throws GateException, InterruptedException {
        Optional<StoredManifest> found = reference.digest().isPresent()
                ? repository.manifest(reference.digest().get(), deadline)
                : repository.manifest(reference.tag().orElseThrow(), deadline);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Descriptor top = found.get().descriptor();
        Optional<GateException> refusal = MediaType.refusal(top);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        SignedImage alone = SignedImage.of(reference.repository(), top);
        if (!MediaType.isIndex(top.mediaType())) {
            boolean both = reference.digest().isPresent() && reference.tag().isPresent();
            return Optional.of(
                    both ? listed(alone, repository.manifest(reference.tag().get(), deadline)) : alone);
        }
        if (platform.isEmpty()) {
            return Optional.of(alone);
        }
        return Optional.of(SignedImage.ofPlatform(
                reference.repository(), top.mediaType(), Bytes.of(found.get().bytes()), platform.get()));
    }

    /**
     * The same; in an index, where it lists the image.
     *
     * @param index that may list the image
     * @throws GateException also when the registry does not have the index: what was signed beside it is gone, too
     */
    public Optional<SignedImage> find(
            ImageReference reference, Optional<Platform> platform, Optional<Digest> index, Deadline deadline)
            throws GateException, InterruptedException {
        Optional<SignedImage> image = find(reference, platform, deadline);
        if (image.isEmpty() || image.get().index().isPresent() || index.isEmpty()) {
            return image;
        }
        Optional<StoredManifest> listing = repository.manifest(index.get(), deadline);
        if (listing.isEmpty()) {
            throw new GateException(
                    "the registry does not hold the index " + index.get() + ", nor what was attached to it",
                    "push the index again with its attestations, or deploy an image by its own digest");
        }
        return Optional.of(listed(image.get(), listing));
    }

    private static SignedImage listed(SignedImage image, Optional<StoredManifest> listing) throws GateException {
        return listing.isPresent()
                ? image.listedIn(
                        listing.get().descriptor().mediaType(),
                        Bytes.of(listing.get().bytes()))
                : image;
    }

    /**
     * The very image that was evaluated: in the index that the reference names, if that still lists it; otherwise the image
     * alone.
     */
    public SignedImage resolve(
            ImageReference reference, Optional<Platform> platform, Digest evaluated, Deadline deadline)
            throws GateException, InterruptedException {
        try {
            SignedImage image = resolve(reference, platform, deadline);
            if (image.manifest().digest().equals(evaluated)) {
                return image;
            }
        } catch (GateException e) {
            deadline.check("resolving " + reference);
        }
        SignedImage alone = resolve(reference.withDigest(evaluated), Optional.empty(), deadline);
        return SignedImage.of(reference.repository(), alone.manifest());
    }
}
