package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ManagedStorageKmsRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new ManagedStorageKmsRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.cluster("ClusterName: x");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.cluster(
                "Configuration: {ManagedStorageConfiguration: {FargateEphemeralStorageKmsKeyId: alias/ecs}}");
    }

    @Test
    void aClusterWithoutFargateHasNoSuchStorage() {
        assertThat(outcome(TestDeployment.cluster("CapacityProviders: [instances]")))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(TestDeployment.cluster("CapacityProviders: [!Ref Key]")))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(TestDeployment.cluster("CapacityProviders: [instances, FARGATE_SPOT]")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestDeployment.cluster("CapacityProviders: [!Ref Unset]")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestDeployment.cluster("CapacityProviders: []"))).isEqualTo(RuleOutcome.FAIL);
    }
}
