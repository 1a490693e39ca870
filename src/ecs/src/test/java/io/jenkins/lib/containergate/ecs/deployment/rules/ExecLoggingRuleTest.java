package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ExecLoggingRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new ExecLoggingRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.cluster("Configuration: {ExecuteCommandConfiguration: {Logging: NONE}}");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.cluster("Configuration: {ExecuteCommandConfiguration: {Logging: OVERRIDE}}");
    }

    @Test
    void theDefaultLogs() {
        assertThat(outcome(TestDeployment.cluster("ClusterName: x"))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aModeThatEcsDoesNotTakeIsUndecided() {
        assertThat(outcome(TestDeployment.cluster("Configuration: {ExecuteCommandConfiguration: {Logging: off}}")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}
