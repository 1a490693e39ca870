package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import java.util.List;
import java.util.Optional;

class PrivateSubnetsRuleTest extends ServiceNetworkRuleContract {
    @Override
    protected CloudRule<Deployment, ClusterNetwork> rule() {
        return new PrivateSubnetsRule();
    }

    @Override
    protected ClusterNetwork broken() {
        return alone(shop(Optional.of(mapped()), List.of("subnet-1")));
    }

    @Override
    protected ClusterNetwork accepted() {
        return alone(shop(Optional.of(mapped()), List.of()));
    }
}
