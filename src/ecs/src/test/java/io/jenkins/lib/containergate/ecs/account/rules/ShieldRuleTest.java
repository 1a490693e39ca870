package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShieldRuleTest extends FrontRuleContract<Optional<Boolean>> {
    @Override
    protected CloudRule<Deployment, Fronts<Optional<Boolean>>> rule() {
        return new ShieldRule(true);
    }

    @Override
    Optional<Boolean> bad() {
        return Optional.of(false);
    }

    @Override
    Optional<Boolean> good() {
        return Optional.of(true);
    }

    @Test
    void aNetworkLoadBalancerIsUndecided() {
        assertThat(outcome(fronts("network", Optional.empty()))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void nothingIsAskedUnlessThePolicyDemandsIt() {
        assertThat(new ShieldRule(false).excludes(definition()))
                .hasValueSatisfying(why -> assertThat(why).contains("taskDefinition.account.shield"));
    }
}
