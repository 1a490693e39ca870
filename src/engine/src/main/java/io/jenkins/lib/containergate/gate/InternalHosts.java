package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.http.AddressGuard;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import java.util.Optional;

/** The hosts inside networks that a policy allows requests to, although certificates or inner layers name them. */
public final class InternalHosts {
    private InternalHosts() {}

    /** Refuses addresses inside networks, except of the hosts that the policy names. */
    public static AddressGuard guard(EffectivePolicy policy) {
        Optional<PatternSet> named = policy.find(PolicyKeys.INTERNAL_HOSTS).map(Setting::value);
        return AddressGuard.exempting(
                host -> named.filter(patterns -> patterns.matches(host)).isPresent());
    }
}
