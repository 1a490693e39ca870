package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ExecDisabledRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new ExecDisabledRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.service("EnableExecuteCommand: true");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.service("EnableExecuteCommand: false");
    }

    @Test
    void anUnknownValueIsAnErrorNotAPass() {
        assertThat(outcome(TestDeployment.service("EnableExecuteCommand: !Ref Unset")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}
