package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Action;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Listener;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LbTlsOnlyRuleTest extends FrontRuleContract<List<Listener>> {
    @Override
    protected CloudRule<Deployment, Fronts<List<Listener>>> rule() {
        return new LbTlsOnlyRule();
    }

    @Override
    List<Listener> bad() {
        return List.of(http("forward", ""), new Listener(443, "HTTPS", Optional.of("x"), List.of()));
    }

    @Override
    List<Listener> good() {
        return List.of(http("redirect", "HTTPS"), new Listener(443, "HTTPS", Optional.of("x"), List.of()));
    }

    private static Listener http(String type, String to) {
        return new Listener(
                80,
                "HTTP",
                Optional.empty(),
                List.of(new Action(type, Optional.of(to).filter(each -> !each.isEmpty()))));
    }

    @ParameterizedTest
    @CsvSource({
        "fixed-response, '', PASS",
        "redirect, HTTPS, PASS",
        "redirect, HTTP, FAIL",
        "redirect, '#{protocol}', FAIL",
        "redirect, '', FAIL",
        "forward, HTTPS, FAIL",
        "authenticate-oidc, '', FAIL"
    })
    void httpMayOnlyRedirectToHttps(String type, String to, RuleOutcome expected) {
        assertThat(outcome(fronts("application", List.of(http(type, to))))).isEqualTo(expected);
    }

    @Test
    void oneRuleThatForwardsIsEnough() {
        Listener mixed = new Listener(
                80,
                "HTTP",
                Optional.empty(),
                List.of(new Action("redirect", Optional.of("HTTPS")), new Action("forward", Optional.empty())));
        assertThat(outcome(fronts("application", List.of(mixed)))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"TLS, PASS", "TCP, FAIL", "UDP, FAIL", "TCP_UDP, FAIL", "SOMETHING_NEW, FAIL"})
    void aNetworkLoadBalancerHasToEndTls(String protocol, RuleOutcome expected) {
        assertThat(outcome(fronts("network", List.of(new Listener(443, protocol, Optional.empty(), List.of())))))
                .isEqualTo(expected);
    }
}
