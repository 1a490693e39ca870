package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.Fixtures;
import java.util.Optional;

/** Lets fixtures be, where the policy has them reported only. */
final class FixtureCriterion implements Criterion {
    private final Setting<Fixtures> fixtures;

    FixtureCriterion(EffectivePolicy policy) {
        this.fixtures = policy.get(PolicyKeys.SECRETS_IN_TESTS);
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        return fixtures.value() == Fixtures.REPORT
                        && finding instanceof SecretFinding secret
                        && secret.details().fixture()
                ? Optional.of(Ruling.allowed(fixtures))
                : Optional.empty();
    }
}
