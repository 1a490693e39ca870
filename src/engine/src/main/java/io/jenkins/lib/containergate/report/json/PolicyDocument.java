package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.PolicyIdentity;
import io.jenkins.lib.containergate.policy.setting.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record PolicyDocument(
        String digest,
        List<String> layers,
        @AddedLater @NullAllowed @Nullable String mode) {
    static PolicyDocument of(PolicyIdentity policy) {
        return new PolicyDocument(
                policy.digest().toString(),
                policy.layers().stream().map(Bounded::text).toList(),
                policy.mode().map(Mode::key).orElse(null));
    }

    PolicyIdentity identity() throws GateException {
        return new PolicyIdentity(
                Digest.parse(digest), layers, mode == null ? Optional.empty() : Optional.of(known(mode)));
    }

    private static Mode known(String key) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the policy has an unknown mode"));
    }
}
