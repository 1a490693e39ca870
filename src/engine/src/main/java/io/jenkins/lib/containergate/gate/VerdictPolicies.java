package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyComparison;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The policies that verdicts bring, and their waivers. A list of digests in the policy in force says that a policy is strict enough;
 * it does not keep waivers that the policy in force has not, and that its {@code waiverRules} would not admit.
 */
final class VerdictPolicies {
    private final EffectivePolicy policy;
    private final PolicyComparison comparison;
    private final Clock clock;

    /** @param policy in force */
    VerdictPolicies(EffectivePolicy policy, Clock clock) {
        this.policy = policy;
        this.comparison = new PolicyComparison(policy, clock);
        this.clock = clock;
    }

    /** @param summary that brings its policy */
    PolicyDocument of(VerificationSummary summary) throws GateException {
        Bytes content = summary.policy().orElseThrow();
        if (!content.digest().hex().equals(summary.policyDigest())) {
            throw new GateException("the verdict brings another policy than it names", EndedWaivers.REMEDY);
        }
        String text = new String(content.toArray(), StandardCharsets.UTF_8);
        return PolicyParser.parse("the verdict's policy", "the verdict's policy", text);
    }

    /** Those of the verdict's own policy that count beside those of the policy in force. What has ended blocks, whoever has it. */
    List<WithOrigin<Waiver>> waivers(VerificationSummary summary) throws GateException {
        PolicyDocument own = of(summary);
        if (!listed(summary)) {
            return own.waivers();
        }
        Set<Waiver> admitted = new HashSet<>(comparison.admitted(own));
        return own.waivers().stream()
                .filter(waiver -> waiver.value().expired(clock) || admitted.contains(waiver.value()))
                .toList();
    }

    /** Others than by their digest are compared, waivers included, before their verdicts count. */
    private boolean listed(VerificationSummary summary) {
        return policy.signatures().stream()
                .flatMap(entry -> entry.value().conditions().verdict().stream())
                .flatMap(verdict -> verdict.policies().stream())
                .anyMatch(digest -> digest.endsWith(summary.policyDigest()));
    }
}
