package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.Baseline;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which gates a policy has compare findings with those of an earlier verdict. */
public enum BaselineUse {
    VULNERABILITIES(GateName.VULNERABILITIES, PolicyKeys.BASELINE, PolicyKeys.NEW_VULNERABILITIES),
    SECRETS(GateName.SECRETS, PolicyKeys.SECRETS_BASELINE, PolicyKeys.NEW_SECRETS);

    private final GateName gate;
    private final PolicyKey<Baseline> baseline;
    private final PolicyKey<Severity> newFindings;

    BaselineUse(GateName gate, PolicyKey<Baseline> baseline, PolicyKey<Severity> newFindings) {
        this.gate = gate;
        this.baseline = baseline;
        this.newFindings = newFindings;
    }

    public GateName gate() {
        return gate;
    }

    /** Whether the policy compares the findings of this gate with those of an earlier verdict. */
    public boolean in(EffectivePolicy policy) {
        return policy.get(baseline).value() == Baseline.NEW_ONLY
                || policy.find(newFindings).isPresent();
    }

    /** Why a policy that does not compare makes an earlier verdict useless: a clause. */
    public String unused() {
        return "the policy says " + baseline.path() + "=none and has no " + newFindings.path();
    }

    /**
     * For a verdict that was given a baseline.
     *
     * @param gates those that could compare with it
     * @return empty when one of them does
     */
    public static Optional<PolicyNote> unused(EffectivePolicy policy, BaselineUse... gates) {
        return Arrays.stream(gates).anyMatch(each -> each.in(policy))
                ? Optional.empty()
                : Optional.of(new PolicyNote(
                        "unused-baseline",
                        "the baseline has no effect: "
                                + Arrays.stream(gates).map(BaselineUse::unused).collect(Collectors.joining("; "))));
    }
}
