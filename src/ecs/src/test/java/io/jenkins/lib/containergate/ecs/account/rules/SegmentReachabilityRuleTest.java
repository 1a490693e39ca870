package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.GroupHolders;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.policy.segment.AllowedSources;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SegmentReachabilityRuleTest extends CloudRuleContract<Deployment, ClusterNetwork> {
    private static final AllowedSources WEB = new AllowedSources() {
        @Override
        public boolean allows(Source source) {
            return source.key().equals("web");
        }

        @Override
        public String text() {
            return "web";
        }
    };

    @Override
    protected CloudRule<Deployment, ClusterNetwork> rule() {
        return new SegmentReachabilityRule(service -> service.equals("shop") ? Optional.of(WEB) : Optional.empty());
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.service("{}");
    }

    @Override
    protected ClusterNetwork broken() {
        return network(Map.of("sg-web", GroupHolders.nobody(), "sg-cron", GroupHolders.nobody()), "sg-web", "sg-cron");
    }

    @Override
    protected ClusterNetwork accepted() {
        return network(Map.of("sg-web", GroupHolders.nobody()), "sg-web");
    }

    /** Services web, cron and shop with a group each; that of shop lets the callers in. */
    private static ClusterNetwork network(Map<String, GroupHolders> holders, String... callers) {
        return new ClusterNetwork(
                "prod",
                List.of(service("web"), service("cron"), service("shop")),
                Map.of("sg-web", group("web"), "sg-cron", group("cron"), "sg-shop", group("shop", callers)),
                Map.of(),
                Map.of(),
                holders);
    }

    private static ServiceNetwork service(String name) {
        return ServiceNetworkRuleContract.service(name, Optional.empty(), List.of(), "sg-" + name);
    }

    private static SecurityGroup group(String name, String... callers) {
        SecurityGroupRule out = new SecurityGroupRule(
                "-1", OptionalInt.empty(), OptionalInt.empty(), List.of("0.0.0.0/0"), List.of(), List.of());
        List<SecurityGroupRule> in = List.of(callers).stream()
                .map(caller -> new SecurityGroupRule(
                        "tcp",
                        OptionalInt.of(8080),
                        OptionalInt.of(8080),
                        List.of(),
                        List.of(new GroupReference(caller, Optional.empty())),
                        List.of()))
                .toList();
        return new SecurityGroup("sg-" + name, name, "vpc-1", in, List.of(out));
    }

    @Test
    void theSourceThePortTheRuleAndTheWayOutAreNamed() {
        assertThat(result(broken()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.actual())
                        .contains("cron", "tcp 8080", "sg-shop lets in tcp 8080 from sg-cron", "to close it"));
    }

    @Test
    void aGroupThatCannotBeReadIsAnError() {
        ClusterNetwork network = new ClusterNetwork(
                "prod",
                List.of(service("shop")),
                Map.of(),
                Map.of("sg-shop", "the AWS credentials lack the permission ec2:DescribeSecurityGroups"),
                Map.of(),
                Map.of());
        RuleResult result = result(network);
        assertThat(result.outcome()).isEqualTo(RuleOutcome.ERROR);
        assertThat(result.findings().get(0).actual()).contains("sg-shop cannot be read");
    }

    @Test
    void whenNobodyKnowsWhoElseHoldsAGroupThatIsAnError() {
        assertThat(outcome(network(Map.of("sg-web", GroupHolders.unknown("no permission")), "sg-web")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aServiceThatEcsNoLongerTellsIsAnError() {
        assertThat(outcome(new ClusterNetwork("prod", List.of(), Map.of(), Map.of(), Map.of(), Map.of())))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aServiceWithoutAListIsNotJudged() {
        assertThat(new SegmentReachabilityRule(service -> Optional.empty()).excludes(definition()))
                .hasValueSatisfying(why -> assertThat(why).contains("taskDefinition.segments"));
    }

    @Test
    void clustersHaveNoList() {
        assertThat(rule().excludes(TestDeployed.cluster("{}"))).isPresent();
    }
}
