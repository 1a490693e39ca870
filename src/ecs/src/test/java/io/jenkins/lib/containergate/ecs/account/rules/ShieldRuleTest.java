package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Zone;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.TestLookups;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.account.question.ShieldQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ShieldRuleTest extends FrontRuleContract<Optional<List<String>>> {
    @Override
    protected CloudRule<Deployment, Fronts<Optional<List<String>>>> rule() {
        return new ShieldRule(true);
    }

    @Override
    Optional<List<String>> bad() {
        return Optional.of(List.of("it"));
    }

    @Override
    Optional<List<String>> good() {
        return Optional.of(List.of());
    }

    @Test
    void whatIsNotEvaluatedIsUndecided() {
        assertThat(outcome(fronts("gateway", Optional.empty()))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aNetworkLoadBalancerNeedsAProtectionForEachOfItsAddresses() {
        assertThat(outcome(fronts("network", Optional.of(List.of())))).isEqualTo(RuleOutcome.PASS);
        assertThat(result(fronts("network", Optional.of(List.of("eipalloc-1 in a", "eipalloc-2 in b"))))
                        .findings())
                .extracting(Finding::actual)
                .allSatisfy(actual -> assertThat(actual).contains("has no protection of Shield Advanced for eipalloc-"))
                .hasSize(2);
    }

    private static Lookup<Optional<List<String>>> asked(Predicate<String> shielded, LoadBalancer balancer)
            throws Exception {
        WebAclLookups shield = (WebAclLookups) Proxy.newProxyInstance(
                WebAclLookups.class.getClassLoader(),
                new Class<?>[] {WebAclLookups.class},
                (proxy, method, arguments) -> method.getName().equals("shielded")
                        ? new Lookup.Answered<>(shielded.test((String) arguments[0]))
                        : null);
        CloudLookups aws = TestLookups.of(shield);
        return new ShieldQuestion().about(balancer, aws, Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
    }

    @Test
    void theAddressesOfANetworkLoadBalancerAreAskedForOneByOne() throws Exception {
        String arn = "arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:loadbalancer/net/front/1";
        String first = "arn:aws-cn:ec2:cn-north-1:123456789012:eip-allocation/eipalloc-01";
        List<Zone> zones = List.of(new Zone("a", List.of("eipalloc-01")), new Zone("b", List.of("eipalloc-02")));
        assertThat(asked(eip -> true, new LoadBalancer(arn, "front", "network", true, zones)))
                .isEqualTo(new Lookup.Answered<>(Optional.of(List.of())));
        assertThat(asked(first::equals, new LoadBalancer(arn, "front", "network", true, zones)))
                .isEqualTo(new Lookup.Answered<>(Optional.of(List.of("eipalloc-02 in b"))));
        assertThat(asked(
                        eip -> true,
                        new LoadBalancer(arn, "front", "network", true, List.of(new Zone("a", List.of())))))
                .isEqualTo(new Lookup.Answered<>(
                        Optional.of(List.of("its address in a, which is not an Elastic IP address"))));
        assertThat(asked(eip -> true, new LoadBalancer(arn, "front", "network", true)))
                .isEqualTo(new Lookup.Answered<>(Optional.empty()));
        assertThat(asked(eip -> true, new LoadBalancer(arn, "front", "gateway", true, zones)))
                .isEqualTo(new Lookup.Answered<>(Optional.empty()));
        assertThat(asked(
                        eip -> true,
                        new LoadBalancer(arn, "front", "network", true, List.of(new Zone("a", List.of("../x"))))))
                .isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void nothingIsAskedUnlessThePolicyDemandsIt() {
        assertThat(new ShieldRule(false).excludes(definition()))
                .hasValueSatisfying(why -> assertThat(why).contains("taskDefinition.account.shield"));
    }
}
