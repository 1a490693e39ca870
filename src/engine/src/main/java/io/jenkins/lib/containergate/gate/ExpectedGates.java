package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.cel.PolicyRule;
import io.jenkins.lib.containergate.policy.key.Origin;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.util.EnumSet;
import java.util.Set;

/**
 * The gates that a verdict on an image has to have where the policy does not name them: vulnerabilities, and every other gate on
 * what an image holds of which a layer of the policy says something. Whoever writes limits for secrets does not mean images that
 * were never searched for any.
 */
public final class ExpectedGates {
    private static final Set<GateName> OF_IMAGES =
            Set.of(GateName.VULNERABILITIES, GateName.HARDENING, GateName.SECRETS);

    private ExpectedGates() {}

    /** At least vulnerabilities, whatever the policy says. */
    public static Set<GateName> of(EffectivePolicy policy) {
        Set<GateName> expected = EnumSet.of(GateName.VULNERABILITIES);
        for (PolicyKey<?> key : policy.settings().keys()) {
            boolean stated = policy.settings()
                    .find(key)
                    .filter(setting -> !setting.origin().equals(Origin.DEFAULT))
                    .isPresent();
            if (stated) {
                GateName.ofKey(key.segments().get(0)).ifPresent(expected::add);
            }
        }
        policy.policyRules().stream().map(PolicyRule::gate).forEach(expected::add);
        expected.retainAll(OF_IMAGES);
        // the one gate that there is only where the policy has a list
        if (policy.find(PolicyKeys.LICENSES_ALLOW).isPresent()
                || policy.find(PolicyKeys.LICENSES_DENY).isPresent()) {
            expected.add(GateName.LICENSES);
        }
        return expected;
    }
}
