package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class DeploymentCircuitBreakerRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new DeploymentCircuitBreakerRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.service("LaunchType: FARGATE");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.service(
                "DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: true, Rollback: true}}");
    }

    @Test
    void withoutRollbackItIsHalfOfIt() {
        assertThat(outcome(TestDeployment.service(
                        "DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: true, Rollback: false}}")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
