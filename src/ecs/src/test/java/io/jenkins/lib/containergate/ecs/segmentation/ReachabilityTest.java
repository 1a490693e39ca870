package io.jenkins.lib.containergate.ecs.segmentation;

import static io.jenkins.lib.containergate.ecs.segmentation.Networks.from;
import static io.jenkins.lib.containergate.ecs.segmentation.Networks.prefixes;
import static io.jenkins.lib.containergate.ecs.segmentation.Networks.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.GroupHolders;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
    private static List<String> reaching(Networks networks, String service) {
        return new Reachability(networks.network())
                .arrivals(service).stream()
                        .map(each -> each.source().key() + " " + each.traffic())
                        .toList();
    }

    private static SegmentationMap map(Networks networks) throws Exception {
        return new Reachability(networks.network()).map(Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
    }

    @Test
    void aGroupThatARuleNamesReachesOnTheRulesPorts() throws Exception {
        Networks networks = new Networks()
                .service("web", "sg-web")
                .service("shop", "sg-shop")
                .service("cron", "sg-cron")
                .group("sg-web")
                .group("sg-cron")
                .group("sg-shop", from("tcp", 8080, 8081, "sg-web"));
        assertThat(reaching(networks, "shop")).containsExactly("web tcp 8080-8081");
        assertThat(reaching(networks, "web")).isEmpty();
        assertThat(map(networks).connections()).singleElement().satisfies(one -> {
            assertThat(one.from()).extracting(Source::key).containsExactly("web");
            assertThat(one.to()).containsExactly("shop");
        });
    }

    @Test
    void bothSidesHaveToLetItThrough() {
        Networks networks = new Networks()
                .service("web", "sg-web")
                .service("cron", "sg-cron")
                .service("shop", "sg-shop")
                .group("sg-web", List.of(), List.of(from("tcp", 8081, 9000, "sg-shop")))
                .group("sg-cron", List.of(), List.of(range("tcp", 8080, 8080, "10.1.0.0/16")))
                .group("sg-shop", from("tcp", 8080, 8081, "sg-web", "sg-cron"));
        assertThat(reaching(networks, "shop")).containsExactly("web tcp 8081");
    }

    @Test
    void aRangeIsEveryServiceOfTheSubnetsItTouches() {
        Networks networks = new Networks()
                .service("web", "sg-web")
                .service("far", List.of("10.9.0.0/24"), "sg-web")
                .service("shop", "sg-shop")
                .group("sg-web")
                .group("sg-shop", range("tcp", 80, 80, "10.0.0.7/32"));
        assertThat(reaching(networks, "shop")).containsExactly("web tcp 80", "cidr:10.0.0.7/32 tcp 80");
    }

    @Test
    void theInternetIsEverybody() {
        Networks networks = new Networks()
                .service("web", "sg-web")
                .service("six", List.of("2001:db8:1::/64"), "sg-web")
                .service("shop", "sg-shop")
                .group("sg-web")
                .group("sg-shop", range("tcp", 443, 443, "0.0.0.0/0"), range("udp", 53, 53, "::/0"));
        assertThat(reaching(networks, "shop"))
                .containsExactly("six udp 53", "web tcp 443", "internet:0.0.0.0/0 tcp 443", "internet:::/0 udp 53");
    }

    @Test
    void halvesOfTheInternetAreTheInternet() {
        Networks networks = new Networks()
                .service("shop", "sg-shop")
                .group("sg-shop", range("-1", -1, -1, "128.0.0.0/1", "2000::/3"));
        assertThat(reaching(networks, "shop")).containsExactly("internet:128.0.0.0/1 all", "internet:2000::/3 all");
    }

    @Test
    void numbersOfProtocolsAreTheirNames() {
        Networks networks = new Networks()
                .service("web", "sg-web")
                .service("shop", "sg-shop")
                .group("sg-web", List.of(), List.of(range("tcp", 1, 100, "10.0.0.0/8")))
                .group("sg-shop", from("6", 80, 443, "sg-web"));
        assertThat(reaching(networks, "shop")).containsExactly("web tcp 80-100");
    }

    @Test
    void groupsThatNameEachOtherAndThemselvesComeToAnEnd() throws Exception {
        Networks networks = new Networks()
                .service("a", "sg-a")
                .service("b", "sg-b")
                .group("sg-a", from("tcp", 1, 1, "sg-b"), from("tcp", 2, 2, "sg-a"))
                .group("sg-b", from("tcp", 1, 1, "sg-a"));
        assertThat(reaching(networks, "a")).containsExactly("b tcp 1");
        assertThat(map(networks).connections()).hasSize(3);
    }

    @Test
    void portsTheWrongWayRoundCountAsAllPorts() {
        Networks networks = new Networks()
                .service("web", "sg-web")
                .service("shop", "sg-shop")
                .group("sg-web")
                .group("sg-shop", from("tcp", 100, 50, "sg-web"));
        assertThat(reaching(networks, "shop")).containsExactly("web tcp");
    }

    @Test
    void aRangeThatIsNoneCountsAsTheInternet() {
        for (String range : List.of("10.0.0.0/33", "300.0.0.0/8", "::1::/64", "1:2:3/64", "gibberish", "")) {
            Networks networks = new Networks()
                    .service("web", "sg-web")
                    .service("shop", "sg-shop")
                    .group("sg-web")
                    .group("sg-shop", range("tcp", 80, 80, range));
            assertThat(reaching(networks, "shop"))
                    .as(range)
                    .containsExactly("web tcp 80", "internet:" + range + " tcp 80");
        }
    }

    @Test
    void aGroupThatCannotBeReadIsNotKnownAndSendsAnything() {
        Networks networks = new Networks()
                .service("web", "sg-gone")
                .service("shop", "sg-shop")
                .unread("sg-gone", "EC2 answered without it")
                .group("sg-shop", from("tcp", 80, 80, "sg-gone"));
        ClusterNetwork network = networks.network();
        assertThat(reaching(networks, "shop")).containsExactly("web tcp 80");
        assertThat(new Reachability(network).unknown(network.service("web").orElseThrow()))
                .containsExactly("the security group sg-gone cannot be read: EC2 answered without it");
    }

    @Test
    void loadBalancersAndOthersThatHoldAGroupAreTold() {
        Source front = Source.of(SourceKind.ALB, "front");
        Networks networks = new Networks()
                .service("web", "sg-web")
                .service("shop", "sg-shop")
                .held("sg-alb", new GroupHolders(List.of(front), false, false, Optional.empty()))
                .held("sg-web", new GroupHolders(List.of(), true, true, Optional.empty()))
                .group("sg-web")
                .group("sg-shop", from("tcp", 80, 80, "sg-alb", "sg-web", "sg-nobody"));
        assertThat(reaching(networks, "shop"))
                .containsExactly("web tcp 80", "alb:front tcp 80", "group:sg-nobody tcp 80", "group:sg-web tcp 80");
    }

    @Test
    void aGroupOfAnotherAccountIsCalledSo() {
        Networks networks = new Networks()
                .service("shop", "sg-shop")
                .group(
                        "sg-shop",
                        new SecurityGroupRule(
                                "tcp",
                                OptionalInt.of(80),
                                OptionalInt.of(80),
                                List.of(),
                                List.of(new GroupReference("sg-theirs", Optional.of("222222222222"))),
                                List.of()));
        assertThat(new Reachability(networks.network()).arrivals("shop"))
                .singleElement()
                .satisfies(one -> assertThat(one.source().label()).contains("sg-theirs of account 222222222222"));
    }

    @Test
    void whatAPrefixListHoldsCounts() {
        Networks networks = new Networks()
                .service("web", "sg-web")
                .service("shop", "sg-shop")
                .list("pl-1", "10.0.0.0/25")
                .group("sg-web")
                .group("sg-shop", prefixes(80, "pl-1"), prefixes(81, "pl-2"));
        ClusterNetwork network = networks.network();
        assertThat(reaching(networks, "shop"))
                .containsExactly("web tcp 80", "prefix-list:pl-1 tcp 80", "prefix-list:pl-2 tcp 81");
        assertThat(new Reachability(network).unknown(network.service("shop").orElseThrow()))
                .singleElement()
                .asString()
                .contains("pl-2");
    }

    @Test
    void tenThousandRulesAreWorkedOut() throws Exception {
        List<SecurityGroupRule> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(from("tcp", 2 * i, 2 * i, "sg-web"));
        }
        Networks networks = new Networks()
                .service("web", "sg-web")
                .service("shop", "sg-shop")
                .group("sg-web")
                .group("sg-shop", many.toArray(new SecurityGroupRule[0]));
        assertThat(map(networks).connections())
                .singleElement()
                .satisfies(one -> assertThat(one.traffic().all()).hasSize(10_000));
        assertThat(reaching(networks, "shop").get(0)).endsWith("and 9994 more");
    }

    @Test
    void twoThousandServicesThatAreAlikeAreOneConnection() throws Exception {
        Networks networks = new Networks()
                .held(
                        "sg-alb",
                        new GroupHolders(List.of(Source.of(SourceKind.ALB, "front")), false, false, Optional.empty()));
        for (int i = 0; i < 2_000; i++) {
            networks.service("s" + i, "sg-" + i).group("sg-" + i, from("tcp", 80, 80, "sg-alb"));
        }
        assertThat(map(networks).connections())
                .singleElement()
                .satisfies(one -> assertThat(one.to()).hasSize(2_000));
    }

    @Test
    void tooLongIsAnError() {
        Networks networks = new Networks().service("web", "sg-web").group("sg-web", from("tcp", 1, 1, "sg-web"));
        assertThatThrownBy(() ->
                        new Reachability(networks.network()).map(Deadline.after(Duration.ZERO, Clock.systemUTC())))
                .isInstanceOf(GateException.class);
    }

    @Test
    void theOrderOfGroupsAndServicesDoesNotMatter() throws Exception {
        SecurityGroupRule rule = from("tcp", 80, 80, "sg-a", "sg-b");
        Networks one = new Networks()
                .service("a", "sg-a")
                .service("b", "sg-b")
                .group("sg-a")
                .group("sg-b", rule);
        Networks other = new Networks()
                .service("b", "sg-b")
                .service("a", "sg-a")
                .group("sg-b", rule)
                .group("sg-a");
        assertThat(map(one)).isEqualTo(map(other));
    }

    @Test
    void aPrefixListThatHoldsTheInternetIsTheInternet() {
        Networks networks = new Networks()
                .service("shop", "sg-shop")
                .list("pl-1", "203.0.113.0/24", "0.0.0.0/0")
                .list("pl-2", "0.0.0.0/1", "128.0.0.0/1")
                .group("sg-shop", prefixes(80, "pl-1"), prefixes(81, "pl-2"));
        assertThat(reaching(networks, "shop")).containsExactly("internet:pl-1 tcp 80", "internet:pl-2 tcp 81");
    }
}
