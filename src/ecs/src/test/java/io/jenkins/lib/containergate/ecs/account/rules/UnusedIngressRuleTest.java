package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkInterface;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic.Connection;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic.Coverage;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic.Target;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.account.question.UsedIngressQuestion.Answer;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.GroupHolders;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnusedIngressRuleTest extends CloudRuleContract<Deployment, Optional<Answer>> {
    private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
    private static final Target SHOP = new Target("123456789012", "vpc-1", "prod", "shop");
    private static final Coverage WHOLE = new Coverage(days(30), days(0), 1_000, 0, 0, 0);

    private static final Lookup<List<NetworkInterface>> NOBODY = new Lookup.Answered<>(List.of());

    @Override
    protected CloudRule<Deployment, Optional<Answer>> rule() {
        return new UnusedIngressRule(Duration.ofDays(30), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.service("{}");
    }

    private static Instant days(int ago) {
        return NOW.minus(Duration.ofDays(ago));
    }

    private static Connection from(String caller, String address, int port) {
        return new Connection(6, port, Optional.ofNullable(caller), address, 1, 60, days(1));
    }

    private static SecurityGroupRule lets(int port, List<String> ranges, String... groups) {
        return new SecurityGroupRule(
                "tcp",
                OptionalInt.of(port),
                OptionalInt.of(port),
                ranges,
                Arrays.stream(groups)
                        .map(id -> new GroupReference(id, Optional.empty()))
                        .toList(),
                List.of());
    }

    private static ServiceNetwork service(String name) {
        return ServiceNetworkRuleContract.service(name, Optional.empty(), List.of(), "sg-" + name);
    }

    private static Optional<Answer> answer(SecurityGroupRule rule, Connection... seen) {
        return answer(rule, new ObservedTraffic(WHOLE, Map.of(SHOP, List.of(seen))));
    }

    private static Optional<Answer> answer(SecurityGroupRule rule, ObservedTraffic traffic) {
        return Optional.of(new Answer(
                new ClusterNetwork(
                        "arn:aws:ecs:eu-central-1:123456789012:cluster/prod",
                        List.of(service("shop"), service("web"), service("cron")),
                        Map.of("sg-shop", new SecurityGroup("sg-shop", "shop", "vpc-1", List.of(rule), List.of())),
                        Map.of(),
                        Map.of(),
                        Map.of(
                                "sg-alb",
                                new GroupHolders(
                                        List.of(Source.of(SourceKind.ALB, "front")), false, false, Optional.empty()))),
                traffic,
                NOBODY));
    }

    @Override
    protected Optional<Answer> broken() {
        return answer(lets(8080, List.of("10.0.0.0/8"), "sg-cron"), from("web", "10.0.0.7/32", 8080));
    }

    @Override
    protected Optional<Answer> accepted() {
        return answer(lets(8080, List.of("10.0.0.0/8"), "sg-web"), from("web", "10.0.0.7/32", 8080));
    }

    @Test
    void theRuleThatNobodyUsedIsNamedWithWhatItRestsOn() {
        assertThat(result(broken()).findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains(
                        "sg-shop lets in tcp 8080 from sg-cron",
                        "none of 1000 records from 2026-05-31T12:00:00Z to 2026-06-30T12:00:00Z used it");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.7/32, PASS",
        "10.1.0.0/16, 10.0.0.7/32, FAIL",
        "0.0.0.0/0, 0.0.0.0/0, PASS",
        "0.0.0.0/0, 10.0.0.7/32, PASS",
        "::/0, 0.0.0.0/0, FAIL",
        "::/0, ::/0, PASS",
        "10.0.0.0/8, 0.0.0.0/0, FAIL",
        "203.0.113.0/24, 0.0.0.0/0, ERROR",
        "203.0.113.0/24, 10.0.0.7/32, FAIL",
        "nonsense, 10.0.0.7/32, ERROR"
    })
    void aRangeIsUsedByAnAddressInIt(String range, String address, RuleOutcome outcome) {
        assertThat(outcome(answer(lets(443, List.of(range)), from(null, address, 443))))
                .isEqualTo(outcome);
        assertThat(outcome(answer(lets(443, List.of(range)), from(null, address, 8443))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "sg-web, web, PASS",
        "sg-web, cron, FAIL",
        "sg-web, , ERROR",
        "sg-alb, alb:front, PASS",
        "sg-alb, alb:other, FAIL",
        "sg-alb, web, FAIL",
        "sg-far, other, ERROR"
    })
    void aGroupIsUsedByWhatHoldsIt(String group, String caller, RuleOutcome outcome) {
        assertThat(outcome(answer(lets(443, List.of(), group), from(caller, "10.0.0.7/32", 443))))
                .isEqualTo(outcome);
    }

    /** @param seen whether the traffic holds a record of the other service that has the group */
    @ParameterizedTest
    @CsvSource({"false, 443, ERROR", "true, 443, PASS", "true, 80, FAIL"})
    void aRuleThatOnlyAnotherServiceWithTheGroupUsesIsUsed(boolean seen, int port, RuleOutcome outcome) {
        ServiceNetwork cart = ServiceNetworkRuleContract.service("cart", Optional.empty(), List.of(), "sg-shop");
        SecurityGroupRule rule = lets(443, List.of("10.0.0.0/8"));
        ClusterNetwork network = answer(rule).orElseThrow().network();
        ClusterNetwork shared = new ClusterNetwork(
                network.cluster(),
                List.of(service("shop"), cart),
                network.groups(),
                network.unread(),
                network.prefixLists(),
                network.holders());
        Target other = new Target("123456789012", "vpc-1", "prod", "cart");
        Map<Target, List<Connection>> traffic = seen
                ? Map.of(SHOP, List.of(), other, List.of(from(null, "10.0.0.7/32", port)))
                : Map.of(SHOP, List.of());
        assertThat(outcome(Optional.of(new Answer(shared, new ObservedTraffic(WHOLE, traffic), NOBODY))))
                .isEqualTo(outcome);
    }

    /** A service of another cluster may have been reached through the rule. */
    @Test
    void aRuleOfAGroupThatSomethingElseHasIsUndecidedWhereNobodyOfTheClusterUsedIt() {
        Lookup<List<NetworkInterface>> other = new Lookup.Answered<>(List.of(
                new NetworkInterface("eni-other", List.of("sg-shop"), "interface", "", Optional.empty()),
                new NetworkInterface("eni-far", List.of("sg-far"), "interface", "", Optional.empty())));
        for (Lookup<List<NetworkInterface>> others :
                List.of(other, new Lookup.Denied<List<NetworkInterface>>("ec2:DescribeNetworkInterfaces"))) {
            Answer unused = broken().orElseThrow();
            Answer used = accepted().orElseThrow();
            assertThat(outcome(Optional.of(new Answer(unused.network(), unused.traffic(), others))))
                    .isEqualTo(RuleOutcome.ERROR);
            assertThat(outcome(Optional.of(new Answer(used.network(), used.traffic(), others))))
                    .isEqualTo(RuleOutcome.PASS);
        }
        assertThat(outcome(Optional.of(new Answer(
                        broken().orElseThrow().network(),
                        broken().orElseThrow().traffic(),
                        new Lookup.Answered<>(List.of(new NetworkInterface(
                                "eni-far", List.of("sg-far"), "interface", "", Optional.empty())))))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void useOfLongAgoIsNone() {
        Connection old = new Connection(6, 443, Optional.of("web"), "10.0.0.7/32", 1, 60, days(31));
        Coverage longer = new Coverage(days(60), days(0), 1_000, 0, 0, 0);
        assertThat(outcome(answer(
                        lets(443, List.of(), "sg-web"), new ObservedTraffic(longer, Map.of(SHOP, List.of(old))))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    private RuleOutcome used(UnaryOperator<Coverage> coverage, Target target) {
        return outcome(answer(
                lets(443, List.of(), "sg-web"),
                new ObservedTraffic(coverage.apply(WHOLE), Map.of(target, List.of(from("web", "10.0.0.7/32", 443))))));
    }

    @Test
    void trafficThatIsOldOrNotWholeIsNeverAPass() {
        assertThat(used(whole -> whole, SHOP)).isEqualTo(RuleOutcome.PASS);
        assertThat(used(whole -> new Coverage(days(60), days(8), 1, 0, 0, 0), SHOP))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(used(whole -> new Coverage(days(60), days(-2), 1, 0, 0, 0), SHOP))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(used(whole -> new Coverage(days(14), days(0), 1, 0, 0, 0), SHOP))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(used(whole -> new Coverage(days(60), days(0), 1, 1, 0, 0), SHOP))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(used(whole -> new Coverage(days(60), days(0), 1, 0, 1, 0), SHOP))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(used(whole -> new Coverage(days(60), days(0), 1, 0, 0, 1), SHOP))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void trafficOfAnotherAccountNetworkClusterOrServiceIsNeverAPass() {
        for (Target other : List.of(
                new Target("210987654321", "vpc-1", "prod", "shop"),
                new Target("123456789012", "vpc-2", "prod", "shop"),
                new Target("123456789012", "vpc-1", "stage", "shop"),
                new Target("123456789012", "vpc-1", "prod", "cart"))) {
            assertThat(used(whole -> whole, other)).isEqualTo(RuleOutcome.ERROR);
        }
    }

    @Test
    void withoutTrafficTheRuleDoesNotApply() {
        assertThat(outcome(Optional.empty())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
