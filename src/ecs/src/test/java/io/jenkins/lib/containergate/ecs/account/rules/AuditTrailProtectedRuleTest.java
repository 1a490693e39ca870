package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTrailProtectedRuleTest extends ClusterRuleContract<List<Trail>> {
    @Override
    protected CloudRule<Deployment, List<Trail>> rule() {
        return new AuditTrailProtectedRule();
    }

    @Override
    protected List<Trail> broken() {
        return List.of(trail(false, Optional.empty()));
    }

    @Override
    protected List<Trail> accepted() {
        return List.of(trail(true, Optional.of("key")));
    }

    private static Trail trail(boolean validated, Optional<String> key) {
        return new Trail("org", true, true, true, validated, key, Optional.empty());
    }

    @Test
    void theKeyAndTheValidationAreEachAFinding() {
        assertThat(result(broken()).findings()).hasSize(2);
    }

    @Test
    void aTrailThatIsStoppedHasNothingToProtect() {
        assertThat(outcome(List.of(new Trail("old", true, false, true, false, Optional.empty(), Optional.empty()))))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
