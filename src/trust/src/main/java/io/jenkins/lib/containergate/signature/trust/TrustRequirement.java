package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.policy.signer.ProvenanceCondition;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.verdict.VerdictDemand;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Who must have signed an image.
 *
 * @param decidedBy the policy layer that says so, and where
 * @param require how many distinct signers, at least 1
 * @param roles each has to be filled by one of the signers
 * @param annotations each has to be signed along, equal
 * @param references which repositories besides the image's own a signature may name
 * @param maxAge of a signature; its time has to be vouched for
 * @param verdict then a passed verdict has to be signed, not the image
 * @param provenance then how the image was built has to be signed, not the image
 */
public record TrustRequirement(
        String decidedBy,
        int require,
        List<Member> signers,
        List<String> roles,
        Map<String, String> annotations,
        Predicate<String> references,
        Optional<Duration> maxAge,
        Optional<VerdictDemand> verdict,
        Optional<ProvenanceCondition> provenance) {
    public TrustRequirement {
        signers = List.copyOf(signers);
        roles = List.copyOf(roles);
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        if (require < 1 || signers.isEmpty()) {
            throw new IllegalArgumentException("a requirement names at least one signer");
        }
    }

    /** @param role such as {@code built-by} */
    public record Member(TrustedSigner signer, Optional<String> role) {}

    /** The same signers with something else demanded of their verdicts, and of how old those may be. */
    public TrustRequirement demanding(VerdictDemand demand, Optional<Duration> age) {
        return new TrustRequirement(
                decidedBy,
                require,
                signers,
                roles,
                annotations,
                references,
                age,
                Optional.of(demand),
                Optional.empty());
    }
}
