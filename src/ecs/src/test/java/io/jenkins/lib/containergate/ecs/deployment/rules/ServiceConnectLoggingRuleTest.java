package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ServiceConnectLoggingRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new ServiceConnectLoggingRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.service("ServiceConnectConfiguration: {Enabled: true, Services: [{PortName: web}]}");
    }

    @Override
    protected Deployment accepted() {
        return logged("awslogs");
    }

    private static Deployment logged(String driver) {
        return TestDeployment.service(
                "ServiceConnectConfiguration: {Enabled: true, LogConfiguration: {LogDriver: " + driver + "}}");
    }

    @Test
    void aDriverThatKeepsNothingFails() {
        assertThat(outcome(logged("none"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(logged("{Ref: Unset}"))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void withoutServiceConnectThereIsNoProxy() {
        assertThat(outcome(TestDeployment.service("LaunchType: FARGATE"))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(TestDeployment.service("ServiceConnectConfiguration: {Enabled: false}")))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
