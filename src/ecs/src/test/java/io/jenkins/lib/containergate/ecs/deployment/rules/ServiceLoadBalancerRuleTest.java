package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ServiceLoadBalancerRuleTest extends DeploymentRuleContract {
    private static final String PUBLIC =
            "NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], AssignPublicIp: ENABLED}}";

    @Override
    protected DeploymentRule rule() {
        return new ServiceLoadBalancerRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.service(PUBLIC);
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.service(
                PUBLIC + ", LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: x}]");
    }

    @Test
    void withoutAPublicAddressNoneIsNeeded() {
        assertThat(outcome(TestDeployment.service("LaunchType: FARGATE"))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
