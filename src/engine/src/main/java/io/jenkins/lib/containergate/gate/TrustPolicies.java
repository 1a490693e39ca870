package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.signer.ContentTrustSigner;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement;
import io.jenkins.lib.containergate.policy.signer.Signer;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.signature.trust.TrustPolicy;
import io.jenkins.lib.containergate.signature.trust.TrustRequirement;
import io.jenkins.lib.containergate.signature.trust.TrustRequirement.Member;
import io.jenkins.lib.containergate.signature.verdict.VerdictDemand;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the effective policy says of a repository, with every key and certificate parsed. */
final class TrustPolicies {
    private final EffectivePolicy policy;
    private final TrustedSigners signers;
    private final StrictnessCheck strictness;
    private final Set<GateName> expected;

    /** @param root for signers that bring none of their own */
    TrustPolicies(EffectivePolicy policy, Optional<TrustedRoot> root, PinnedKeys keys, Clock clock) {
        this.policy = policy;
        this.signers = new TrustedSigners(root, keys);
        this.strictness = new StrictnessCheck(policy, clock);
        this.expected = ExpectedGates.of(policy);
    }

    /** In what the policy of a verdict that a requirement demands is looser, also where it does not demand a policy. */
    List<String> looser(Bytes other, TrustRequirement requirement, String repository) throws GateException {
        Set<String> levels = requirement.verdict().map(VerdictDemand::levels).orElse(Set.of());
        List<GateName> gates = Arrays.stream(GateName.values())
                .filter(gate -> levels.contains(VerdictAttestation.level(gate)))
                .toList();
        return strictness.looser(other, gates, Optional.of(repository));
    }

    /** @throws GateException when a key or certificate of the policy cannot be used */
    TrustPolicy of(String repository) throws GateException {
        List<WithOrigin<SignatureRequirement>> matching = policy.signaturesFor(repository);
        if (matching.isEmpty()) {
            return new TrustPolicy.Nobody();
        }
        List<TrustRequirement> requirements = new ArrayList<>();
        for (WithOrigin<SignatureRequirement> entry : matching) {
            if (entry.value().exempt().isEmpty()) {
                requirements.add(requirement(entry, repository));
            }
        }
        if (requirements.isEmpty()) {
            WithOrigin<SignatureRequirement> first = matching.get(0);
            return new TrustPolicy.Exempt(
                    first.value().exempt().orElseThrow(), first.origin().place());
        }
        return new TrustPolicy.Required(requirements);
    }

    /** The signers of every requirement on a repository that sign attestations. */
    List<TrustedSigner> attesting(String repository) throws GateException {
        return of(repository) instanceof TrustPolicy.Required required
                ? required.requirements().stream()
                        .flatMap(requirement -> requirement.signers().stream())
                        .map(Member::signer)
                        .filter(signer ->
                                signer instanceof TrustedSigner.Key || signer instanceof TrustedSigner.Keyless)
                        .toList()
                : List.of();
    }

    /** The signers of a repository that only a server of Docker Content Trust can speak for. */
    Set<TrustedSigner.ContentTrust> contentTrust(String repository) throws GateException {
        Set<TrustedSigner.ContentTrust> found = new LinkedHashSet<>();
        if (of(repository) instanceof TrustPolicy.Required required) {
            for (TrustRequirement requirement : required.requirements()) {
                for (Member member : requirement.signers()) {
                    if (member.signer() instanceof TrustedSigner.ContentTrust signer) {
                        found.add(signer);
                    }
                }
            }
        }
        return found;
    }

    /** Whether the outermost layer names the server: that is its decision, wherever the server is. */
    boolean outermostNames(URI server) {
        String outermost = policy.layers().get(0);
        return policy.signatures().stream()
                .filter(entry -> entry.origin().layer().equals(outermost))
                .flatMap(entry -> entry.value().signers().stream())
                .anyMatch(signer -> signer instanceof ContentTrustSigner trust
                        && trust.server().equals(server.toString()));
    }

    private TrustRequirement requirement(WithOrigin<SignatureRequirement> entry, String repository)
            throws GateException {
        SignatureRequirement stated = entry.value();
        SignatureRequirement.SignatureConditions conditions = stated.conditions();
        List<Member> members = new ArrayList<>();
        Set<String> identities = new HashSet<>();
        for (Signer signer : stated.signers()) {
            Member member = new Member(signers.of(signer), signer.role());
            if (!identities.add(member.signer().identity())) {
                throw new GateException(
                        "the policy names one signer twice, the second time as '" + signer.name() + "' ("
                                + entry.origin().place() + ")",
                        "list each key once: one signer counts once");
            }
            members.add(member);
        }
        return new TrustRequirement(
                entry.origin().place(),
                stated.require(),
                members,
                conditions.roles(),
                conditions.annotations(),
                reference -> conditions.references().stream().anyMatch(pattern -> pattern.matches(reference)),
                conditions.maxAge(),
                conditions
                        .verdict()
                        .map(verdict -> new VerdictDemand(
                                verdict.verifier(),
                                verdict.policies().stream()
                                        .map(digest -> digest.substring("sha256:".length()))
                                        .collect(Collectors.toSet()),
                                verdict.gates().stream()
                                        .map(VerdictAttestation::level)
                                        .collect(Collectors.toSet()),
                                expected.stream().map(VerdictAttestation::level).toList(),
                                verdict.asStrict()
                                        ? Optional.of(other ->
                                                strictness.looser(other, verdict.gates(), Optional.of(repository)))
                                        : Optional.empty())),
                conditions.provenance());
    }
}
