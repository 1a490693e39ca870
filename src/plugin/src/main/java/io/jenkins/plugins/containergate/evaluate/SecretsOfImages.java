package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.key.Origin;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.agent.SecretRules;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import jenkins.security.HMACConfidentialKey;

/** How this Jenkins has secrets searched for, and whether a scan of an image does so on the way. */
final class SecretsOfImages {
    /** By the name that it always had: another one would change every fingerprint. */
    private static final HMACConfidentialKey KEY =
            new HMACConfidentialKey("io.jenkins.plugins.containergate.evaluate.SecretsJudge.fingerprints");

    private SecretsOfImages() {}

    /** The fingerprint key is derived, so that an agent learns nothing that serves for anything else. */
    static SecretRules rules(EffectivePolicy policy) {
        return new SecretRules(
                HexFormat.of().formatHex(KEY.mac("agents".getBytes(StandardCharsets.UTF_8))),
                Optional.ofNullable(
                                ContainerGateConfiguration.get().agentSettings().getSecretRules())
                        .orElse(""),
                policy.get(PolicyKeys.INLINE_COMMENTS).value());
    }

    /**
     * A scan also searches when a policy layer states limits for secrets: then {@code checkSecrets} is expected to look at
     * the same image, and each layer is read once. Without such limits the search would only cost time.
     */
    static Optional<SecretRules> duringScan(EffectivePolicy policy) {
        boolean stated = Arrays.stream(Severity.values())
                .anyMatch(severity ->
                        !policy.get(PolicyKeys.secretLimit(severity)).origin().equals(Origin.DEFAULT));
        return stated ? Optional.of(rules(policy)) : Optional.empty();
    }
}
