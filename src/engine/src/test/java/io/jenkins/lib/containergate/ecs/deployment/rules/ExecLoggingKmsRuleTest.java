package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ExecLoggingKmsRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new ExecLoggingKmsRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.cluster("ClusterName: x");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.cluster("Configuration: {ExecuteCommandConfiguration: {KmsKeyId: !GetAtt Key.Arn}}");
    }

    @Test
    void anUnsetParameterIsAnErrorNotAPass() {
        assertThat(outcome(
                        TestDeployment.cluster("Configuration: {ExecuteCommandConfiguration: {KmsKeyId: !Ref Unset}}")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}
