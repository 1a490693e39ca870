package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
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
    void tasksWithoutAnInterfaceOfTheirOwnLeaveByThatOfTheirHost() {
        assertThat(onHosts(List.of("sg-host"), lettingOut("0.0.0.0/0"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(onHosts(List.of("sg-host"), lettingOut("10.0.0.0/16"))).isEqualTo(RuleOutcome.PASS);
        assertThat(onHosts(List.of("sg-gone"), lettingOut("10.0.0.0/16"))).isEqualTo(RuleOutcome.ERROR);
    }

    private static SecurityGroup lettingOut(String range) {
        return new SecurityGroup("sg-host", "host", "vpc-1", List.of(), List.of(range("-1", 0, 0, range)));
    }
}
