package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.account.question.WebAclLogsQuestion.Answer;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebAclLogsRuleTest extends FrontRuleContract<Optional<Answer>> {
    @Override
    protected CloudRule<Deployment, Fronts<Optional<Answer>>> rule() {
        return new WebAclLogsRule();
    }

    @Override
    Optional<Answer> bad() {
        return Optional.of(new Answer("shop", false));
    }

    @Override
    Optional<Answer> good() {
        return Optional.of(new Answer("shop", true));
    }

    @Test
    void withoutAWebAclNothingIsLogged() {
        assertThat(outcome(fronts("application", Optional.empty()))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aNetworkLoadBalancerCannotHaveAWebAcl() {
        assertThat(outcome(fronts("network", Optional.empty()))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
