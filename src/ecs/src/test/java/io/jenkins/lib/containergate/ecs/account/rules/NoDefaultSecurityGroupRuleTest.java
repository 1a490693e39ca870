package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoDefaultSecurityGroupRuleTest extends ServiceNetworkRuleContract {
    @Override
    protected CloudRule<Deployment, ClusterNetwork> rule() {
        return new NoDefaultSecurityGroupRule();
    }

    @Override
    protected ClusterNetwork broken() {
        return network(new SecurityGroup("sg-shop", "default", "vpc-1", List.of(), List.of()));
    }

    @Override
    protected ClusterNetwork accepted() {
        return ingress(FROM_WEB);
    }

    @Test
    void tasksWithoutAnInterfaceOfTheirOwnHaveTheGroupsOfTheirHost() {
        SecurityGroup standard = new SecurityGroup("sg-host", "default", "vpc-1", List.of(), List.of());
        assertThat(onHosts(List.of("sg-host"), standard)).isEqualTo(RuleOutcome.FAIL);
        assertThat(onHosts(List.of("sg-host"), FROM_WEB)).isEqualTo(RuleOutcome.PASS);
        assertThat(onHosts(List.of("sg-gone"), FROM_WEB)).isEqualTo(RuleOutcome.ERROR);
    }
}
