package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ManagedTerminationProtectionRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new ManagedTerminationProtectionRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.capacityProvider("AutoScalingGroupProvider: {AutoScalingGroupArn: x}");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.capacityProvider("AutoScalingGroupProvider: {ManagedTerminationProtection: ENABLED}");
    }

    @Test
    void managedInstancesHaveNone() {
        assertThat(outcome(TestDeployment.capacityProvider("Name: x"))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
