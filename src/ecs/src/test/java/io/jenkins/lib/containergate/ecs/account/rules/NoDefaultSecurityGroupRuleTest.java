package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import java.util.List;

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
}
