package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Referrer;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceCollector.StatementHint.Kind;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource.Document;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence.Unread;
import io.jenkins.lib.containergate.signature.sigstore.BundleVerifier;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fetches what claims to sign an image: {@code .sig} tags (C.1.1), then referrers (C.2.1, C.4.2). Judges nothing. */
public final class EvidenceCollector {
    /** Manifests read for one signature at most: a list need not say what its referrers are. */
    private static final int MANIFESTS = 5;
    /** Annotation of a layer in cosign's older layout. */
    private static final String LAYER_PREDICATE_TYPE = "predicateType";

    private final EvidenceSource source;
    private final EvidenceLimits limits;
    private final Set<String> attestations;

    /** @param attestations predicate types of the attestations that are read besides signatures and verdicts */
    public EvidenceCollector(EvidenceSource source, EvidenceLimits limits, Set<String> attestations) {
        this.source = source;
        this.limits = limits;
        this.attestations = Set.copyOf(attestations);
    }

    /** @throws GateException when the repository cannot say what it holds; one bad signature is no reason */
    public SignatureEvidence collect(SignedImage image, Deadline deadline) throws GateException, InterruptedException {
        Collection collection = new Collection();
        for (Descriptor signed : image.signable()) {
            tagged(signed, collection, deadline);
            if (!attestations.isEmpty()) {
                attested(signed, collection, deadline);
            }
            referring(signed, collection, deadline);
        }
        return new SignatureEvidence(image, collection.candidates, collection.unread());
    }

    private void tagged(Descriptor signed, Collection collection, Deadline deadline)
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
            Descriptor signed, String ending, StatementHint hint, Collection collection, Deadline deadline)
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
    private void attested(Descriptor signed, Collection collection, Deadline deadline)
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
                collection.omittedAttestations++;
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
            Collection collection,
            Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
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
            fetch(layer.blob(), origin, collection, StatementHint.SIGNATURE, deadline)
                    .ifPresent(payload -> collection.add(new Candidate.SimpleSigning(
                            origin, signed, payload, layer.blob().annotations())));
        }
    }

    /** By what their lists say first, newest first: of many nightly verdicts, the last ones are read. */
    private void referring(Descriptor signed, Collection collection, Deadline deadline)
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
            if (collection.full(each.hint()) || collection.manifests >= MANIFESTS * limits.maxSignatures()) {
                collection.omit(each.hint());
                continue;
            }
            collection.manifests++;
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

    private void referrer(Referrer referrer, Descriptor signed, String origin, Collection collection, Deadline deadline)
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
            Descriptor blob, String origin, Collection collection, StatementHint hint, Deadline deadline)
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
            collection.unreadable(origin, e, hint);
            return Optional.empty();
        }
    }

    /** What was gathered so far; verdicts have a limit of their own, so that they do not crowd out signatures. */
    private final class Collection {
        private final List<Candidate> candidates = new ArrayList<>();
        private int manifests;
        private int omitted;
        private int verdicts;
        private int omittedVerdicts;
        private int attestationsRead;
        private int omittedAttestations;
        private Instant newestOmitted = Instant.MIN;
        private long bytes;

        void add(Candidate candidate) {
            add(candidate, false);
        }

        void add(Candidate candidate, boolean verdict) {
            candidates.add(candidate);
            verdicts += verdict ? 1 : 0;
        }

        void addAttestation(Candidate.Attestation attestation) {
            candidates.add(attestation);
            attestationsRead++;
        }

        boolean fullOfAttestations() {
            return attestationsRead >= limits.maxSignatures();
        }

        void unreadable(String origin, GateException cause, StatementHint hint) {
            unreadable(origin, cause.problem(), hint);
        }

        void unreadable(String origin, String reason, StatementHint hint) {
            boolean attestation = !attestations.isEmpty() && hint.mayBeAttestation();
            add(new Candidate.Unreadable(origin, reason, hint.mayBeVerdict(), attestation));
        }

        boolean full() {
            return candidates.size() - verdicts - attestationsRead >= limits.maxSignatures();
        }

        boolean full(StatementHint hint) {
            return switch (hint.kind()) {
                case VERDICT -> verdicts >= limits.maxSignatures();
                case ATTESTATION -> fullOfAttestations();
                default -> full();
            };
        }

        void omit(StatementHint hint) {
            if (hint.kind() == Kind.ATTESTATION) {
                omittedAttestations++;
                return;
            }
            omittedAttestations += !attestations.isEmpty() && hint.mayBeAttestation() ? 1 : 0;
            omitted += hint.kind() == Kind.VERDICT ? 0 : 1;
            if (hint.mayBeVerdict()) {
                omittedVerdicts++;
                Instant created = hint.created().orElse(Instant.MAX);
                newestOmitted = created.isAfter(newestOmitted) ? created : newestOmitted;
            }
        }

        Unread unread() {
            boolean dated = omittedVerdicts > 0 && !newestOmitted.equals(Instant.MAX);
            return new Unread(
                    omitted,
                    omittedVerdicts,
                    omittedAttestations,
                    dated ? Optional.of(newestOmitted) : Optional.empty());
        }
    }

    /**
     * What the annotations of a referrer say of its content. Whoever attached it wrote them, so they only decide what is read,
     * and in which order: who could write a false one could delete the referrer as well.
     *
     * @param created when the statement was made, if it says so
     */
    record StatementHint(Kind kind, Optional<Instant> created) {
        private static final String PREDICATE_TYPE = "dev.sigstore.bundle.predicateType";
        static final StatementHint SIGNATURE = new StatementHint(Kind.SIGNATURE, Optional.empty());
        static final StatementHint ATTESTATION = new StatementHint(Kind.ATTESTATION, Optional.empty());
        private static final String CREATED = "org.opencontainers.image.created";

        enum Kind {
            /** Of an image, or it does not say. */
            SIGNATURE,
            VERDICT,
            /** It does not say: a signature or any statement. */
            UNKNOWN,
            /** Of a kind that is asked for besides, such as a provenance. */
            ATTESTATION,
            /** Nothing that is asked for here, such as an SBOM. */
            OTHER
        }

        static StatementHint of(Map<String, String> annotations, Set<String> attestations) {
            String type = annotations.getOrDefault(PREDICATE_TYPE, "");
            return new StatementHint(kind(type, attestations), created(annotations.getOrDefault(CREATED, "")));
        }

        private static Kind kind(String type, Set<String> attestations) {
            if (type.isEmpty()) {
                return Kind.UNKNOWN;
            }
            if (type.equals(BundleVerifier.IMAGE_SIGNATURE)) {
                return Kind.SIGNATURE;
            }
            if (VerificationSummary.isSummary(type)) {
                return Kind.VERDICT;
            }
            return attestations.contains(type) ? Kind.ATTESTATION : Kind.OTHER;
        }

        boolean mayBeVerdict() {
            return kind == Kind.VERDICT || kind == Kind.UNKNOWN;
        }

        boolean mayBeAttestation() {
            return kind == Kind.ATTESTATION || kind == Kind.UNKNOWN;
        }

        private static Optional<Instant> created(String text) {
            try {
                return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }
}
