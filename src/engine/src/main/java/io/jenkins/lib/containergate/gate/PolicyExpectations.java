package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.Expectations;
import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.TaskDefinitionKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import java.util.List;
import java.util.Optional;

/** The lists of the effective policy that task definition rules compare with. */
final class PolicyExpectations {
    private PolicyExpectations() {}

    /** @param secretRules of the organisation's own */
    static Expectations of(EffectivePolicy policy, List<CustomRule> secretRules) {
        return new Expectations(
                list(policy, TaskDefinitionKeys.TRUSTED_REGISTRIES),
                list(policy, TaskDefinitionKeys.ENVIRONMENT_FILES),
                list(policy, TaskDefinitionKeys.HOST_PATHS),
                list(policy, TaskDefinitionKeys.COMMANDS),
                list(policy, TaskDefinitionKeys.ADMISSION_HOOKS),
                list(policy, TaskDefinitionKeys.PERMISSIONS),
                PlaintextSecrets.with(secretRules));
    }

    private static Optional<AllowList> list(EffectivePolicy policy, PolicyKey<PatternSet> key) {
        return policy.find(key)
                .map(setting -> new AllowList(
                        setting.value().patterns().stream().map(Glob::toString).toList(), setting.value()::matches));
    }
}
