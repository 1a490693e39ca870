package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.sbom.Sbom;
import io.jenkins.lib.containergate.inventory.sbom.SbomReader;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SBOMs that are attested beside an image and signed by a signer that {@code signatures} names for its repository. What they
 * name is added to what is seen, and takes nothing away.
 */
public final class AttestedSboms {
    private static final String KIND_OF_ACCOUNT = "SBOM attestation";
    private static final int SHOWN = 300;
    /** Those of cosign's {@code --type cyclonedx} and {@code spdxjson}, and the versioned ones of in-toto and GitHub. */
    static final Set<String> PREDICATE_TYPES = Set.of(
            "https://cyclonedx.org/bom",
            "https://cyclonedx.org/bom/v1.4",
            "https://cyclonedx.org/bom/v1.5",
            "https://cyclonedx.org/bom/v1.6",
            "https://cyclonedx.org/bom/v1.7",
            "https://spdx.dev/Document",
            "https://spdx.dev/Document/v2.3");

    private static final AttestedDocuments.Kind KIND = new AttestedDocuments.Kind(
            PREDICATE_TYPES, "an", "SBOM", "an SBOM that names more packages", "SBOMs that name more packages");
    /** SBOMs are larger than signatures. */
    private static final EvidenceLimits LIMITS = new EvidenceLimits(1 << 20, 32 << 20, 200, 128L << 20);

    private final TrustPolicies policies;
    private final AttestedDocuments documents;
    private final SbomReader reader;

    /**
     * @param root for signers that bring none of their own
     * @param keys gets those the policy only names
     */
    public AttestedSboms(EffectivePolicy policy, Optional<TrustedRoot> root, PinnedKeys keys, Clock clock) {
        this.policies = new TrustPolicies(policy, root, keys, clock);
        this.documents = new AttestedDocuments(KIND, LIMITS, clock);
        this.reader = new SbomReader();
    }

    /**
     * @param names digests of the image and of the index that lists it: an SBOM may name either
     * @param account what was read and what does not count
     */
    public record Read(List<Sbom> sboms, Set<Digest> names, Account account) {
        public Read {
            sboms = List.copyOf(sboms);
            names = Set.copyOf(names);
        }
    }

    /** Whether the policy wants them; otherwise none need be read. */
    public static boolean asked(EffectivePolicy policy) {
        return policy.get(PolicyKeys.ATTESTED_SBOMS).value() == Choice.AttestedSboms.BESIDE;
    }

    /** Where the policy wants them, and they were not read. */
    static Account notRead() {
        return Account.empty()
                .notEvaluated(
                        KIND_OF_ACCOUNT, 1, "attestations are read of images in a registry, by gate scan and run");
    }

    /**
     * @throws GateException when the repository does not answer, when a trusted signer's SBOM cannot be read, or there are
     *     attestations that cannot be read or are too many: they might name more packages
     */
    public Read read(EvidenceSource source, SignedImage image, Deadline deadline)
            throws GateException, InterruptedException {
        List<TrustedSigner> trusted = policies.attesting(image.repository());
        Map<Digest, Sbom> sboms = new LinkedHashMap<>();
        Account account = Account.empty();
        if (trusted.isEmpty()) {
            account = account.notEvaluated(
                    KIND_OF_ACCOUNT, 1, "signatures names no cosign or keyless signer for " + image.repository());
        } else {
            for (AttestedDocuments.Found found : documents.of(documents.collect(source, image, deadline), trusted)) {
                if (found.statement().isEmpty()) {
                    account = account.notEvaluated(
                            KIND_OF_ACCOUNT, 1, SafeText.oneLine(found.origin() + ": " + found.refusal(), SHOWN));
                    continue;
                }
                Sbom sbom = reader.predicate(
                        "the SBOM of " + found.signer().orElse("") + " in " + found.origin(),
                        found.statement().get().toArray());
                sboms.putIfAbsent(sbom.digest(), sbom);
            }
        }
        Set<Digest> names = new HashSet<>();
        image.signable().stream().map(Descriptor::digest).forEach(names::add);
        return new Read(List.copyOf(sboms.values()), names, account.evaluated(KIND_OF_ACCOUNT, sboms.size()));
    }
}
