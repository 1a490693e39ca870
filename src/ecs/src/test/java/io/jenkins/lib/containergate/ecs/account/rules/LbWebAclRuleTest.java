package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.elb.WebAclLookups.WebAcl;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LbWebAclRuleTest extends FrontRuleContract<Optional<WebAcl>> {
    @Override
    protected CloudRule<Deployment, Fronts<Optional<WebAcl>>> rule() {
        return new LbWebAclRule();
    }

    @Override
    Optional<WebAcl> bad() {
        return Optional.empty();
    }

    @Override
    Optional<WebAcl> good() {
        return Optional.of(new WebAcl("arn", "shop", List.of()));
    }

    @Test
    void aNetworkLoadBalancerCannotHaveOne() {
        assertThat(outcome(fronts("network", Optional.empty()))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
