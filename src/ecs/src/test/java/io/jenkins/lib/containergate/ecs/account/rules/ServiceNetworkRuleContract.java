package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.account.Answers;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.Hosts;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every rule on the security groups of a service is held to. */
abstract class ServiceNetworkRuleContract extends CloudRuleContract<Deployment, ClusterNetwork> {
    static final SecurityGroupRule FROM_WEB = from("tcp", 8080, 8080, "sg-web");

    @Override
    protected Deployment definition() {
        return TestDeployed.service("{\"networkConfiguration\": {\"awsvpcConfiguration\":"
                + " {\"subnets\": [\"subnet-1\"], \"securityGroups\": [\"sg-shop\"]}}}");
    }

    static SecurityGroupRule from(String protocol, int first, int last, String group) {
        return new SecurityGroupRule(
                protocol,
                OptionalInt.of(first),
                OptionalInt.of(last),
                List.of(),
                List.of(new GroupReference(group, Optional.empty())),
                List.of());
    }

    static SecurityGroupRule range(String protocol, int first, int last, String range) {
        return new SecurityGroupRule(
                protocol, OptionalInt.of(first), OptionalInt.of(last), List.of(range), List.of(), List.of());
    }

    static ClusterNetwork ingress(SecurityGroupRule... rules) {
        return network(new SecurityGroup("sg-shop", "shop", "vpc-1", List.of(rules), List.of()));
    }

    static ClusterNetwork egress(SecurityGroupRule... rules) {
        return network(new SecurityGroup("sg-shop", "shop", "vpc-1", List.of(), List.of(rules)));
    }

    static ClusterNetwork network(SecurityGroup group, ServiceNetwork... others) {
        return new ClusterNetwork(
                "prod",
                Stream.concat(Stream.of(shop(Optional.of(mapped()), List.of())), Arrays.stream(others))
                        .toList(),
                Map.of(group.id(), group),
                Map.of(),
                Map.of(),
                Map.of());
    }

    static TrafficSet mapped() {
        return new TrafficSet(List.of(Traffic.of("tcp", 8080, 8081)));
    }

    static ServiceNetwork shop(Optional<TrafficSet> listens, List<String> publicSubnets) {
        return service("shop", listens, publicSubnets, "sg-shop");
    }

    static ServiceNetwork service(
            String name, Optional<TrafficSet> listens, List<String> publicSubnets, String... groups) {
        return new ServiceNetwork(
                name, List.of(groups), Optional.of(List.of("10.0.0.0/24")), false, listens, publicSubnets, List.of());
    }

    static ClusterNetwork alone(ServiceNetwork service) {
        SecurityGroup group = new SecurityGroup("sg-shop", "shop", "vpc-1", List.of(FROM_WEB), List.of());
        return new ClusterNetwork("prod", List.of(service), Map.of("sg-shop", group), Map.of(), Map.of(), Map.of());
    }

    /** Of a service whose tasks have the network of instances, with one group or none. */
    RuleOutcome onHosts(List<String> groups, SecurityGroupRule rule, String... unknown) {
        return onHosts(groups, new SecurityGroup("sg-host", "host", "vpc-1", List.of(rule), List.of()), unknown);
    }

    RuleOutcome onHosts(List<String> groups, SecurityGroup group, String... unread) {
        ServiceNetwork service = new ServiceNetwork(
                "shop",
                List.of(),
                Optional.empty(),
                false,
                Optional.of(mapped()),
                List.of(),
                Optional.of(new Hosts(
                        groups.isEmpty() ? List.of() : List.of("i-1"),
                        groups,
                        Arrays.stream(unread).findFirst())),
                List.of(unread));
        ClusterNetwork network =
                new ClusterNetwork("prod", List.of(service), Map.of("sg-host", group), Map.of(), Map.of(), Map.of());
        Deployment definition =
                TestDeployed.service("{\"loadBalancers\": [{\"containerName\": \"app\", \"containerPort\": 8080}]}");
        Answers answers = new Answers("").with(rule().question(), new Lookup.Answered<>(network));
        return rule().check(new CloudFacts<>(definition, answers, MissingAnswers.ASKED))
                .outcome();
    }

    @Test
    void aGroupThatCannotBeReadIsAnError() {
        ClusterNetwork unread = new ClusterNetwork(
                "prod",
                List.of(shop(Optional.of(mapped()), List.of())),
                Map.of(),
                Map.of("sg-shop", "it is gone"),
                Map.of(),
                Map.of());
        assertThat(outcome(unread)).isEqualTo(RuleOutcome.ERROR);
        assertThat(result(unread).findings().get(0).actual()).contains("sg-shop cannot be read: it is gone");
    }

    @Test
    void aServiceThatEcsNoLongerTellsIsAnError() {
        assertThat(outcome(new ClusterNetwork("prod", List.of(), Map.of(), Map.of(), Map.of(), Map.of())))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void groupsThatAreNotKnownAreAnError() {
        assertThat(outcome(alone(service("shop", Optional.of(mapped()), List.of()))))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void whatIsNotDeployedHasNoGroupsToAskFor() {
        assertThat(rule().excludes(TestDeployed.cluster("{}"))).isPresent();
    }
}
