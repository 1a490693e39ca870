package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.signer.Signer;
import io.jenkins.lib.containergate.policy.vex.VexTrustSet;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocument;
import io.jenkins.lib.containergate.vulnerability.vex.VexOrigin;
import io.jenkins.lib.containergate.vulnerability.vex.VexReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** VEX documents that are attested beside an image and signed by a signer of the policy's {@code vex}. */
public final class AttestedVex {
    /** Those of cosign's {@code --type openvex}, of OpenVEX's own specification, and of CycloneDX. */
    public static final Set<String> PREDICATE_TYPES =
            Set.of("https://openvex.dev/ns", "https://openvex.dev/ns/v0.2.0", "https://cyclonedx.org/vex");

    private static final AttestedDocuments.Kind KIND = new AttestedDocuments.Kind(
            PREDICATE_TYPES,
            "a",
            "VEX document",
            "a VEX document that calls the image affected",
            "VEX documents that call the image affected");

    private final List<Signer> named;
    private final TrustedSigners signers;
    private final AttestedDocuments documents;
    private final VexReader reader;

    /**
     * @param root for signers that bring none of their own
     * @param keys gets those the policy only names
     */
    public AttestedVex(EffectivePolicy policy, Optional<TrustedRoot> root, PinnedKeys keys, Clock clock) {
        this.named = trust(policy).map(VexTrustSet::signers).orElse(List.of());
        this.signers = new TrustedSigners(root, keys);
        EvidenceLimits limits = EvidenceLimits.defaults();
        this.documents = new AttestedDocuments(KIND, limits, clock);
        this.reader = new VexReader(limits.maxBlobBytes());
    }

    /** Whether the policy trusts anybody's attestations; otherwise none need be read. */
    public static boolean asked(EffectivePolicy policy) {
        return trust(policy)
                .filter(set -> set.trusts(VexStatement.Origin.ATTESTATIONS))
                .isPresent();
    }

    private static Optional<VexTrustSet> trust(EffectivePolicy policy) {
        return policy.find(PolicyKeys.VEX).map(Setting::value);
    }

    /**
     * @return the documents of trusted signers; for every attestation that is none, a document that states nothing and
     *     says why
     * @throws GateException when the repository does not answer, when a trusted signer's document cannot be read, it
     *     cannot be decided whether it is one, or there are attestations that cannot be read or are too many: they might
     *     say that the image is affected
     */
    public List<VexDocument> read(EvidenceSource source, SignedImage image, Deadline deadline)
            throws GateException, InterruptedException {
        return read(documents.collect(source, image, deadline));
    }

    /**
     * The same of attestations that were collected elsewhere.
     *
     * @param evidence with the attestations of {@link #PREDICATE_TYPES}
     */
    public List<VexDocument> read(SignatureEvidence evidence) throws GateException {
        List<TrustedSigner> trusted = new ArrayList<>();
        for (Signer signer : named) {
            trusted.add(signers.of(signer));
        }
        List<VexDocument> read = new ArrayList<>();
        for (AttestedDocuments.Found found : documents.of(evidence, trusted)) {
            if (found.statement().isEmpty()) {
                read.add(nothing(found.origin(), found.refusal()));
            } else {
                VexOrigin origin = new VexOrigin(VexStatement.Origin.ATTESTATIONS, found.origin(), found.signer());
                read.add(reader.predicate(found.statement().get().toArray(), origin));
            }
        }
        return read;
    }

    private static VexDocument nothing(String origin, String why) {
        VexStatement.Source source =
                new VexStatement.Source(VexStatement.Origin.ATTESTATIONS, origin, "", origin, Optional.empty());
        return new VexDocument(source, 0, List.of(), List.of(why));
    }
}
