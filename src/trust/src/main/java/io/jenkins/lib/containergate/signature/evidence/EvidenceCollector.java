package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Referrer;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource.Document;
import io.jenkins.lib.containergate.signature.evidence.StatementHint.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fetches what claims to sign an image: {@code .sig} tags (C.1.1), then referrers (C.2.1, C.4.2). Judges nothing. */
public final class EvidenceCollector {
    /** Annotation of a layer in cosign's older layout. */
    private static final String LAYER_PREDICATE_TYPE = "predicateType";

    private final EvidenceSource source;
    private final EvidenceLimits limits;
    private final Set<String> attestations;
    private final EnoughEvidence enough;

    /** @param attestations predicate types of the attestations that are read besides signatures and verdicts */
    public EvidenceCollector(EvidenceSource source, EvidenceLimits limits, Set<String> attestations) {
        this(source, limits, attestations, EnoughEvidence.never());
    }

    private EvidenceCollector(
            EvidenceSource source, EvidenceLimits limits, Set<String> attestations, EnoughEvidence enough) {
        this.source = source;
        this.limits = limits;
        this.attestations = Set.copyOf(attestations);
        this.enough = enough;
    }

    /** One that leaves the rest unread, and says how many, once what was read decides. */
    public EvidenceCollector until(EnoughEvidence decided) {
        return new EvidenceCollector(source, limits, attestations, decided);
    }

    /** @throws GateException when the repository cannot say what it holds; one bad signature is no reason */
    public SignatureEvidence collect(SignedImage image, Deadline deadline) throws GateException, InterruptedException {
        CollectedEvidence collection = new CollectedEvidence(image, limits, attestations, enough);
        for (Descriptor signed : image.signable()) {
            tagged(signed, collection, deadline);
            if (!attestations.isEmpty()) {
                attested(signed, collection, deadline);
            }
            referring(signed, collection, deadline);
        }
        return collection.all();
    }

    private void tagged(Descriptor signed, CollectedEvidence collection, Deadline deadline)
            throws GateException, InterruptedException {
        String name = tagName(signed, ".sig");
        simpleSigning(
                layersOfTag(signed, ".sig", StatementHint.SIGNATURE, collection, deadline),
                name,
                signed,
                collection,
                deadline);
    }

    /** Layers of a tag in cosign's older layout; none when there is no such tag, or it cannot be read, which is noted. */
    private List<SignatureManifest.Layer> layersOfTag(
            Descriptor signed, String ending, StatementHint hint, CollectedEvidence collection, Deadline deadline)
            throws GateException, InterruptedException {
        String tag = "sha256-" + signed.digest().hex() + ending;
        Optional<Document> document = source.tagged(tag, limits.maxManifestBytes(), deadline);
        if (document.isEmpty()) {
            return List.of();
        }
        try {
            return SignatureManifest.parse(document.get(), "the tag " + tag).layers();
        } catch (GateException e) {
            collection.unreadable(tagName(signed, ending), e, hint);
            return List.of();
        }
    }

    private static String tagName(Descriptor signed, String ending) {
        return "tag sha256-" + start(signed) + "..." + ending;
    }

    /** Attestations in cosign's older layout: one layer each, in the tag that ends in {@code .att}. */
    private void attested(Descriptor signed, CollectedEvidence collection, Deadline deadline)
            throws GateException, InterruptedException {
        String name = tagName(signed, ".att");
        List<SignatureManifest.Layer> layers =
                layersOfTag(signed, ".att", StatementHint.ATTESTATION, collection, deadline);
        int number = 0;
        for (SignatureManifest.Layer layer : layers) {
            String origin = name + ", attestation " + ++number;
            String type = layer.blob().annotations().getOrDefault(LAYER_PREDICATE_TYPE, "");
            if (!layer.blob().mediaType().equals(SignatureManifest.DSSE)
                    || !type.isEmpty() && !attestations.contains(type)) {
                continue;
            }
            if (collection.fullOfAttestations()) {
                collection.omitAttestation();
                continue;
            }
            fetch(layer.blob(), origin, collection, StatementHint.ATTESTATION, deadline)
                    .ifPresent(content -> collection.addAttestation(new Candidate.Attestation(
                            origin,
                            signed,
                            Candidate.Attestation.Format.ENVELOPE,
                            content,
                            layer.blob().annotations())));
        }
    }

    private void simpleSigning(
            List<SignatureManifest.Layer> layers,
            String name,
            Descriptor signed,
            CollectedEvidence collection,
            Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        int number = 0;
        for (SignatureManifest.Layer layer : layers) {
            String origin = name + ", signature " + ++number;
            if (collection.full() || collection.decides()) {
                collection.omitSignature();
                continue;
            }
            if (!layer.blob().mediaType().equals(SignatureManifest.SIMPLE_SIGNING)) {
                collection.add(new Candidate.Unreadable(
                        origin, "its media type is " + layer.shownType() + ", not a simple signing payload"));
                continue;
            }
            fetch(layer.blob(), origin, collection, StatementHint.SIGNATURE, deadline)
                    .ifPresent(payload -> collection.add(new Candidate.SimpleSigning(
                            origin, signed, payload, layer.blob().annotations())));
        }
    }

    /** By what their lists say first, newest first: of many nightly verdicts, the last ones are read. */
    private void referring(Descriptor signed, CollectedEvidence collection, Deadline deadline)
            throws GateException, InterruptedException {
        List<Listed> listed = new ArrayList<>();
        for (Referrer referrer : source.referrers(signed.digest(), deadline)) {
            StatementHint hint = StatementHint.of(referrer.descriptor().annotations(), attestations);
            if (SignatureManifest.maySign(referrer.artifactType()) && hint.kind() != Kind.OTHER) {
                listed.add(new Listed(referrer, hint));
            }
        }
        listed.sort(Listed.NEWEST_FIRST);
        for (Listed each : listed) {
            if (collection.full(each.hint()) || collection.fullOfManifests() || collection.decides()) {
                collection.omit(each.hint());
                continue;
            }
            collection.readManifest();
            Referrer referrer = each.referrer();
            String origin = "referrer sha256:" + start(referrer.descriptor()) + "...";
            deadline.check("reading the " + origin);
            try {
                referrer(referrer, signed, origin, collection, deadline);
            } catch (DeadlineExceededException e) {
                throw e;
            } catch (GateException e) {
                collection.unreadable(origin, e, each.hint());
            }
        }
    }

    /** A referrer with what is said of it. */
    private record Listed(Referrer referrer, StatementHint hint) {
        /** What does not say when it was made could be the newest. */
        static final Comparator<Listed> NEWEST_FIRST =
                Comparator.comparing(each -> each.hint().created().orElse(Instant.MAX), Comparator.reverseOrder());
    }

    /** Enough of a digest to find it by; whole ones would crowd out the reasons. */
    private static String start(Descriptor descriptor) {
        return descriptor.digest().hex().substring(0, 12);
    }

    private void referrer(
            Referrer referrer, Descriptor signed, String origin, CollectedEvidence collection, Deadline deadline)
            throws GateException, InterruptedException {
        Optional<Document> document =
                source.manifest(referrer.descriptor().digest(), limits.maxManifestBytes(), deadline);
        if (document.isEmpty()) {
            StatementHint listed = StatementHint.of(referrer.descriptor().annotations(), attestations);
            collection.unreadable(origin, "it is listed, but not there", listed);
            return;
        }
        if (MediaType.isIndex(document.get().mediaType())) {
            return;
        }
        SignatureManifest manifest = SignatureManifest.parse(document.get(), "the " + origin);
        StatementHint hint = StatementHint.of(manifest.annotations(), attestations);
        if (!SignatureManifest.isSignature(manifest.artifactType()) || hint.kind() == Kind.OTHER) {
            return;
        }
        if (manifest.isSimpleSigning()) {
            manifest.checkSubject(signed.digest());
            simpleSigning(manifest.layers(), origin, signed, collection, deadline);
            return;
        }
        Descriptor blob = manifest.only(signed.digest()).blob();
        if (!manifest.isNotation() && collection.full(hint)) {
            collection.omit(hint);
            return;
        }
        if (hint.kind() == Kind.ATTESTATION) {
            fetch(blob, origin, collection, hint, deadline)
                    .ifPresent(bytes -> collection.addAttestation(new Candidate.Attestation(
                            origin, signed, Candidate.Attestation.Format.BUNDLE, bytes, Map.of())));
            return;
        }
        StatementHint content = manifest.isNotation() ? StatementHint.SIGNATURE : hint;
        fetch(blob, origin, collection, content, deadline)
                .ifPresent(bytes -> collection.add(
                        manifest.isNotation()
                                ? new Candidate.Envelope(origin, signed, blob.mediaType(), bytes)
                                : new Candidate.Bundle(origin, signed, bytes, hint.kind() != Kind.SIGNATURE),
                        hint.kind() == Kind.VERDICT));
    }

    /** Too large or not what its descriptor says: reported as unreadable; the evidence goes on without it. */
    private Optional<Bytes> fetch(
            Descriptor blob, String origin, CollectedEvidence collection, StatementHint hint, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        try {
            if (blob.size() > limits.maxBlobBytes() || !collection.hasRoom(blob.size())) {
                throw new GateException("it has " + blob.size() + " bytes, more than a signature has", "remove it");
            }
            Bytes content = source.blob(blob, limits.maxBlobBytes(), deadline);
            if (!content.digest().equals(blob.digest()) || content.size() != blob.size()) {
                throw new GateException("its content is not what its descriptor says", "push it again");
            }
            collection.took(content.size());
            return Optional.of(content);
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            collection.unreadable(origin, e, hint);
            return Optional.empty();
        }
    }
}
