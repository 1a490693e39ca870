package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceCollector;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource.Document;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import java.util.Optional;
import java.util.Set;

/** What is signed beside an image and an index that a verdict names: what did not pass on the index did not pass on the image. */
public final class BesideIndex {
    private final EvidenceSource source;
    private final Set<String> attestations;

    /** @param attestations predicate types that are read besides signatures and verdicts */
    public BesideIndex(EvidenceSource source, Set<String> attestations) {
        this.source = source;
        this.attestations = Set.copyOf(attestations);
    }

    /**
     * Empty where the index says nothing of the image: a registry removes what no tag names, and an index that does not list the image
     * is none of its.
     *
     * @throws GateException when the registry does not tell
     */
    public Optional<SignatureEvidence> find(SignedImage image, Digest index, Deadline deadline)
            throws GateException, InterruptedException {
        EvidenceLimits limits = EvidenceLimits.defaults();
        Optional<Document> listing = source.manifest(index, limits.maxManifestBytes(), deadline);
        if (listing.isEmpty()) {
            return Optional.empty();
        }
        SignedImage listed =
                image.listedIn(listing.get().mediaType(), listing.get().content());
        return listed.equals(image)
                ? Optional.empty()
                : Optional.of(new EvidenceCollector(source, limits, attestations).collect(listed, deadline));
    }
}
