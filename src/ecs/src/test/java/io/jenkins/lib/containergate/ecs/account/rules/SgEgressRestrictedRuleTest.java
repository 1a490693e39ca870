package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SgEgressRestrictedRuleTest extends ServiceNetworkRuleContract {
    @Override
    protected CloudRule<Deployment, ClusterNetwork> rule() {
        return new SgEgressRestrictedRule();
    }

    @Override
    protected ClusterNetwork broken() {
        return egress(range("-1", 0, 0, "0.0.0.0/0"));
    }

    @Override
    protected ClusterNetwork accepted() {
        return egress(range("tcp", 443, 443, "0.0.0.0/0"), range("-1", 0, 0, "10.0.0.0/16"));
    }

    @Test
    void allPortsOfAProtocolAreMany() {
        assertThat(outcome(egress(range("udp", 0, 65535, "::/0")))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void theInternetMayBeSplitOverRules() {
        assertThat(outcome(egress(range("-1", 0, 0, "52.0.0.0/8"), range("-1", 0, 0, "54.0.0.0/8"))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(egress(
                        range("tcp", 0, 65535, "52.0.0.0/13"),
                        range("tcp", 0, 65535, "52.8.0.0/13"),
                        range("tcp", 0, 65535, "52.16.0.0/13"),
                        range("udp", 0, 65535, "54.0.0.0/13"),
                        range("udp", 0, 65535, "54.8.0.0/13"))))
                .as("neither protocol leads to the whole of it")
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aPrefixListThatCannotBeReadIsAnErrorUnlessItIsForOnePort() {
        assertThat(outcome(egress(list(0, 65535)))).isEqualTo(RuleOutcome.ERROR);
        assertThat(result(egress(list(0, 65535))).findings().get(0).actual())
                .contains("what the prefix list pl-1 holds is not known");
        assertThat(outcome(egress(list(443, 443)))).isEqualTo(RuleOutcome.PASS);
        ClusterNetwork unread = egress(list(0, 65535));
        assertThat(outcome(new ClusterNetwork(
                        unread.cluster(),
                        unread.services(),
                        unread.groups(),
                        unread.unread(),
                        Map.of("pl-1", List.of("10.1.0.0/16")),
                        unread.holders())))
                .isEqualTo(RuleOutcome.PASS);
    }

    private static SecurityGroupRule list(int first, int last) {
        return new SecurityGroupRule(
                "tcp", OptionalInt.of(first), OptionalInt.of(last), List.of(), List.of(), List.of("pl-1"));
    }

    @Test
    void tasksWithoutAnInterfaceOfTheirOwnLeaveByThatOfTheirHost() {
        assertThat(onHosts(List.of("sg-host"), lettingOut("0.0.0.0/0"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(onHosts(List.of("sg-host"), lettingOut("10.0.0.0/16"))).isEqualTo(RuleOutcome.PASS);
        assertThat(onHosts(List.of("sg-gone"), lettingOut("10.0.0.0/16"))).isEqualTo(RuleOutcome.ERROR);
    }

    private static SecurityGroup lettingOut(String range) {
        return new SecurityGroup("sg-host", "host", "vpc-1", List.of(), List.of(range("-1", 0, 0, range)));
    }
}
