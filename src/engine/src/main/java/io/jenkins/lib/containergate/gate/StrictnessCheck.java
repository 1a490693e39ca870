package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyComparison;
import io.jenkins.lib.containergate.signature.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whether the policy of an earlier verdict was at least as strict as another one. */
public final class StrictnessCheck {
    private final EffectivePolicy policy;
    private final PolicyComparison comparison;

    /** @param policy that the earlier one is compared with */
    public StrictnessCheck(EffectivePolicy policy, Clock clock) {
        this.policy = policy;
        this.comparison = new PolicyComparison(policy, clock);
    }

    /**
     * @param other the text of the earlier one
     * @param gates of the verdict: what it says of signatures is worth what those whom its policy trusts are worth
     * @param repository of the image it is on; empty for task definitions
     * @return in what it is looser; empty when it is at least as strict
     * @throws GateException when the text is not a policy
     */
    public List<String> looser(Bytes other, Collection<GateName> gates, Optional<String> repository)
            throws GateException {
        String text = new String(other.toArray(), StandardCharsets.UTF_8);
        PolicyDocument document = PolicyParser.parse("the verdict's policy", "the verdict's policy", text);
        List<String> looser = new ArrayList<>(comparison.looser(document));
        if (gates.contains(GateName.SIGNATURES) && repository.isPresent()) {
            looser.addAll(comparison.looserSignatures(document, repository.get()));
        }
        boolean ofTasks = gates.contains(GateName.TASK_DEFINITION)
                && ImageDemand.of(policy).contains(ImageDemand.SIGNED);
        if (ofTasks) {
            looser.addAll(comparison.looserSignatures(document));
        }
        return looser;
    }
}
