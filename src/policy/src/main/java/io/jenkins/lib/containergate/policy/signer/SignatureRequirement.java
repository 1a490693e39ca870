package io.jenkins.lib.containergate.policy.signer;

import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.setting.Glob;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who must have signed the images of some repositories. Of the requirements of one policy layer the most specific that
 * match a repository must be met, and that in every layer.
 *
 * @param repositories patterns over paths, in a stable order
 * @param exempt why these repositories need no signature; then there are no signers
 * @param require how many distinct signers of the list, at least 1
 * @param signers by name
 * @param conditions what else has to hold
 * @param layer it yields only to more specific requirements of the same number: a merged policy keeps the layers apart by it
 */
public record SignatureRequirement(
        List<Glob> repositories,
        Optional<String> exempt,
        int require,
        List<Signer> signers,
        SignatureConditions conditions,
        int layer) {
    /** The layer of entries that do not mention one. */
    public static final int FIRST_LAYER = 1;

    public SignatureRequirement {
        repositories = repositories.stream()
                .distinct()
                .sorted(Comparator.comparing(Glob::toString))
                .toList();
        signers = signers.stream().sorted(Comparator.comparing(Signer::name)).toList();
        if (exempt.isPresent() != signers.isEmpty()) {
            throw new IllegalArgumentException("either signers or a reason to do without");
        }
    }

    /**
     * What has to hold besides who signed.
     *
     * @param roles each has to be filled by one of the signers
     * @param annotations each has to be signed along, equal
     * @param references repositories that a signature may name besides the image's own
     * @param maxAge of a signature
     * @param verdict then the signers have to have signed a passed verdict instead of the image
     * @param provenance then the signers have to have signed how the image was built instead of the image
     */
    public record SignatureConditions(
            List<String> roles,
            Map<String, String> annotations,
            List<Glob> references,
            Optional<Duration> maxAge,
            Optional<VerdictCondition> verdict,
            Optional<ProvenanceCondition> provenance) {
        public SignatureConditions {
            roles = roles.stream().distinct().sorted().toList();
            annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
            references = references.stream()
                    .distinct()
                    .sorted(Comparator.comparing(Glob::toString))
                    .toList();
        }

        boolean atLeastAsStrictAs(SignatureConditions other) {
            return roles.containsAll(other.roles)
                    && annotations.entrySet().containsAll(other.annotations.entrySet())
                    && other.references.containsAll(references)
                    && (other.maxAge.isEmpty()
                            || maxAge.filter(age -> age.compareTo(other.maxAge.get()) <= 0)
                                    .isPresent())
                    && verdict.equals(other.verdict)
                    && provenance.equals(other.provenance);
        }

        public static SignatureConditions none() {
            return new SignatureConditions(
                    List.of(), Map.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * @param verifier URI of the gate that gave the verdict
     * @param policies digests of the effective policies that are strict enough; empty when any is
     * @param gates that have to be among those that passed
     * @param asStrict the verdict's own policy has to be at least as strict as the one that says so
     */
    public record VerdictCondition(String verifier, List<String> policies, List<GateName> gates, boolean asStrict) {
        public VerdictCondition {
            gates = gates.stream().distinct().sorted().toList();
            policies = policies.stream().distinct().sorted().toList();
        }
    }

    /** The same requirement as one of another layer. */
    public SignatureRequirement inLayer(int number) {
        return new SignatureRequirement(repositories, exempt, require, signers, conditions, number);
    }

    /** Every repository of the pattern is one this requirement speaks of. */
    public boolean covers(Glob pattern) {
        return repositories.stream().anyMatch(outer -> outer.covers(pattern));
    }

    /** Whoever meets this requirement meets the other one, too, whatever repositories they are for. */
    public boolean atLeastAsStrictAs(SignatureRequirement other) {
        if (other.exempt.isPresent()) {
            return true;
        }
        return exempt.isEmpty()
                && require >= other.require
                && other.signers.containsAll(signers)
                && conditions.atLeastAsStrictAs(other.conditions);
    }

    public boolean appliesTo(String repository) {
        return repositories.stream().anyMatch(pattern -> pattern.matches(repository));
    }

    /** A pattern of the other's that matches the repository lies strictly within each of this one's that do. */
    public boolean yieldsTo(SignatureRequirement other, String repository) {
        return other.repositories.stream()
                .filter(inner -> inner.matches(repository))
                .anyMatch(inner -> repositories.stream()
                        .filter(outer -> outer.matches(repository))
                        .allMatch(outer -> outer.covers(inner) && !inner.covers(outer)));
    }
}
