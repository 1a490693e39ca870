package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;

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
}
