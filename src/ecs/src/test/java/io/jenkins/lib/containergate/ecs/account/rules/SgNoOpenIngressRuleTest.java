package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.account.Answers;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SgNoOpenIngressRuleTest extends ServiceNetworkRuleContract {
    @Override
    protected CloudRule<Deployment, ClusterNetwork> rule() {
        return new SgNoOpenIngressRule();
    }

    @Override
    protected ClusterNetwork broken() {
        return ingress(FROM_WEB, range("tcp", 22, 22, "0.0.0.0/0"));
    }

    @Override
    protected ClusterNetwork accepted() {
        return ingress(FROM_WEB, range("tcp", 22, 22, "203.0.113.0/24"));
    }

    @Test
    void theInternetOfIpv6AndHalvesOfItAreTheInternet() {
        for (String range : List.of(
                "::/0",
                "::ffff:0:0/96",
                "::ffff:0:0/90",
                "::ffff:8000:0/97",
                "64:ff9b::/96",
                "0.0.0.0/1",
                "2000::/3",
                "nonsense")) {
            assertThat(outcome(ingress(range("tcp", 8080, 8080, range))))
                    .as(range)
                    .isEqualTo(RuleOutcome.FAIL);
        }
    }

    @Test
    void behindALoadBalancerMappedPortsMayBeOpenAndNoOthers() {
        assertThat(behind(range("tcp", 8080, 8080, "0.0.0.0/0"))).isEqualTo(RuleOutcome.PASS);
        assertThat(behind(range("tcp", 8080, 8090, "0.0.0.0/0"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(behind(range("-1", 0, 65535, "0.0.0.0/0"))).isEqualTo(RuleOutcome.FAIL);
    }

    private RuleOutcome behind(SecurityGroupRule ingress) {
        Deployment service =
                TestDeployed.service("{\"loadBalancers\": [{\"containerName\": \"app\", \"containerPort\": 8080}]}");
        Answers answers = new Answers("").with(rule().question(), new Lookup.Answered<>(ingress(ingress)));
        return rule().check(new CloudFacts<>(service, answers, MissingAnswers.ASKED))
                .outcome();
    }

    private static SecurityGroupRule prefixes(String... lists) {
        return new SecurityGroupRule(
                "tcp", OptionalInt.of(8080), OptionalInt.of(8080), List.of(), List.of(), List.of(lists));
    }

    private static ClusterNetwork with(Map<String, List<String>> lists, SecurityGroupRule... rules) {
        ClusterNetwork network = ingress(rules);
        return new ClusterNetwork(network.cluster(), network.services(), network.groups(), Map.of(), lists, Map.of());
    }

    @Test
    void whatAPrefixListHoldsCounts() {
        assertThat(outcome(with(Map.of("pl-1", List.of("0.0.0.0/0")), prefixes("pl-1"))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(with(Map.of("pl-1", List.of("203.0.113.0/24", "::/0")), prefixes("pl-1"))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(with(Map.of("pl-1", List.of("203.0.113.0/24")), prefixes("pl-1"))))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(with(Map.of(), prefixes("pl-1")))).isEqualTo(RuleOutcome.ERROR);
    }

    private static List<String> eighths() {
        return IntStream.range(0, 256).mapToObj(first -> first + ".0.0.0/8").toList();
    }

    /** @param other start of the ports of every second rule, or its port */
    private static SecurityGroupRule[] thirteenths(int many, int port, int other) {
        return IntStream.range(0, many)
                .mapToObj(i -> range(
                        "tcp",
                        i % 2 == 0 ? port : other,
                        i % 2 == 0 ? port : Math.max(port, other),
                        "11." + 8 * i + ".0.0/13"))
                .toArray(SecurityGroupRule[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "3.0.0.0/9, FAIL",
        "52.0.0.0/11, FAIL",
        "3.208.0.0/12, FAIL",
        "104.16.0.0/13, PASS",
        "10.0.0.0/8, PASS",
        "172.16.0.0/12, PASS",
        "2600:1f00::/24, FAIL",
        "2600:1900::/28, FAIL",
        "2a06:98c0::/29, PASS",
        "fc00::/7, PASS"
    })
    void theRangesOfACloudAreTheInternet(String range, RuleOutcome outcome) {
        assertThat(outcome(ingress(range("tcp", 8080, 8080, range)))).isEqualTo(outcome);
    }

    @Test
    void theInternetInPartsIsTheInternet() {
        assertThat(outcome(with(Map.of("pl-1", eighths()), prefixes("pl-1")))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(ingress(eighths().stream()
                        .map(range -> range("tcp", 8080, 8080, range))
                        .toArray(SecurityGroupRule[]::new))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(ingress(thirteenths(5, 22, 22)))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(ingress(thirteenths(5, 22, 20)))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(ingress(thirteenths(4, 22, 22)))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(ingress(thirteenths(5, 22, 23))))
                .as("at most three for one port")
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(ingress(range("tcp", 22, 22, "10.0.0.0/8"), range("tcp", 22, 22, "172.16.0.0/12"))))
                .as("private networks")
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void tasksWithoutAnInterfaceOfTheirOwnHaveThatOfTheirHost() {
        assertThat(onHosts(List.of("sg-host"), range("tcp", 32768, 65535, "0.0.0.0/0")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(onHosts(List.of("sg-host"), range("tcp", 8080, 8080, "0.0.0.0/0")))
                .as("the port of the container is not that of the host")
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(onHosts(List.of("sg-host"), range("tcp", 32768, 65535, "203.0.113.0/24")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(onHosts(List.of("sg-gone"), FROM_WEB)).isEqualTo(RuleOutcome.ERROR);
        assertThat(onHosts(List.of(), FROM_WEB, "the security groups of its hosts are not known"))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(onHosts(List.of(), FROM_WEB)).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
