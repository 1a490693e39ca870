package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Referrer;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches what claims to sign an image: {@code .sig} tags (C.1.1), then referrers (C.2.1, C.4.2). Judges nothing. */
public final class EvidenceCollector {
    private final EvidenceSource source;
    private final EvidenceLimits limits;

    public EvidenceCollector(EvidenceSource source, EvidenceLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** @throws GateException when the repository cannot say what it holds; one bad signature is no reason */
    public SignatureEvidence collect(SignedImage image, Deadline deadline) throws GateException, InterruptedException {
        Collection collection = new Collection();
        for (Descriptor signed : image.signable()) {
            tagged(signed, collection, deadline);
            referring(signed, collection, deadline);
        }
        return new SignatureEvidence(image, collection.candidates, collection.omitted);
    }

    private void tagged(Descriptor signed, Collection collection, Deadline deadline)
            throws GateException, InterruptedException {
        String tag = "sha256-" + signed.digest().hex() + ".sig";
        String name = "tag sha256-" + start(signed) + "....sig";
        Optional<Document> document = source.tagged(tag, limits.maxManifestBytes(), deadline);
        if (document.isEmpty()) {
            return;
        }
        List<SignatureManifest.Layer> layers;
        try {
            layers = SignatureManifest.parse(document.get(), "the tag " + tag).layers();
        } catch (GateException e) {
            collection.unreadable(name, e);
            return;
        }
        int number = 0;
        for (SignatureManifest.Layer layer : layers) {
            String origin = name + ", signature " + ++number;
            if (collection.full()) {
                collection.omitted++;
                continue;
            }
            if (!layer.blob().mediaType().equals(SignatureManifest.SIMPLE_SIGNING)) {
                collection.add(new Candidate.Unreadable(
                        origin, "its media type is " + layer.shownType() + ", not a simple signing payload"));
                continue;
            }
            fetch(layer.blob(), origin, collection, deadline)
                    .ifPresent(payload -> collection.add(new Candidate.SimpleSigning(
                            origin, signed, payload, layer.blob().annotations())));
        }
    }

    private void referring(Descriptor signed, Collection collection, Deadline deadline)
            throws GateException, InterruptedException {
        for (Referrer referrer : source.referrers(signed.digest(), deadline)) {
            if (!SignatureManifest.maySign(referrer.artifactType())) {
                continue;
            }
            if (collection.full()) {
                collection.omitted++;
                continue;
            }
            String origin = "referrer sha256:" + start(referrer.descriptor()) + "...";
            deadline.check("reading the " + origin);
            try {
                referrer(referrer, signed, origin, collection, deadline);
            } catch (DeadlineExceededException e) {
                throw e;
            } catch (GateException e) {
                collection.unreadable(origin, e);
            }
        }
    }

    /** Enough of a digest to find it by; whole ones would crowd out the reasons. */
    private static String start(Descriptor descriptor) {
        return descriptor.digest().hex().substring(0, 12);
    }

    private void referrer(Referrer referrer, Descriptor signed, String origin, Collection collection, Deadline deadline)
            throws GateException, InterruptedException {
        Optional<Document> document =
                source.manifest(referrer.descriptor().digest(), limits.maxManifestBytes(), deadline);
        if (document.isEmpty()) {
            collection.add(new Candidate.Unreadable(origin, "it is listed, but not there"));
            return;
        }
        SignatureManifest manifest = SignatureManifest.parse(document.get(), "the " + origin);
        if (!SignatureManifest.isSignature(manifest.artifactType())) {
            return;
        }
        Descriptor blob = manifest.only(signed.digest()).blob();
        Optional<Bytes> content = fetch(blob, origin, collection, deadline);
        content.ifPresent(bytes -> collection.add(
                manifest.isNotation()
                        ? new Candidate.Envelope(origin, signed, blob.mediaType(), bytes)
                        : new Candidate.Bundle(origin, signed, bytes)));
    }

    /** Too large or not what its descriptor says: reported as unreadable; the evidence goes on without it. */
    private Optional<Bytes> fetch(Descriptor blob, String origin, Collection collection, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        try {
            if (blob.size() > limits.maxBlobBytes() || collection.bytes + blob.size() > limits.maxTotalBytes()) {
                throw new GateException("it has " + blob.size() + " bytes, more than a signature has", "remove it");
            }
            Bytes content = source.blob(blob, limits.maxBlobBytes(), deadline);
            if (!content.digest().equals(blob.digest()) || content.size() != blob.size()) {
                throw new GateException("its content is not what its descriptor says", "push it again");
            }
            collection.bytes += content.size();
            return Optional.of(content);
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            collection.unreadable(origin, e);
            return Optional.empty();
        }
    }

    /** What was gathered so far. */
    private final class Collection {
        private final List<Candidate> candidates = new ArrayList<>();
        private int omitted;
        private long bytes;

        void add(Candidate candidate) {
            candidates.add(candidate);
        }

        void unreadable(String origin, GateException cause) {
            add(new Candidate.Unreadable(origin, cause.problem()));
        }

        boolean full() {
            return candidates.size() >= limits.maxSignatures();
        }
    }
}
