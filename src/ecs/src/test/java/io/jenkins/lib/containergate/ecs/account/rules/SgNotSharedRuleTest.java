package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import java.util.List;
import java.util.Optional;

class SgNotSharedRuleTest extends ServiceNetworkRuleContract {
    @Override
    protected CloudRule<Deployment, ClusterNetwork> rule() {
        return new SgNotSharedRule();
    }

    @Override
    protected ClusterNetwork broken() {
        return network(group(), service("cart", Optional.empty(), List.of(), "sg-cart", "sg-shop"));
    }

    @Override
    protected ClusterNetwork accepted() {
        return network(group(), service("cart", Optional.empty(), List.of(), "sg-cart"));
    }

    private static SecurityGroup group() {
        return new SecurityGroup("sg-shop", "shop", "vpc-1", List.of(), List.of());
    }
}
