package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoPublicIpTaskSetRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new NoPublicIpTaskSetRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.taskSet(
                "NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED, SecurityGroups: [sg-1],"
                        + " Subnets: [subnet-1]}}");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.taskSet(
                "NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: DISABLED, SecurityGroups: [sg-1],"
                        + " Subnets: [subnet-1]}}");
    }

    @Test
    void servicesAreAnotherRulesMatter() {
        assertThat(outcome(
                        TestDeployment.service("NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED,"
                                + " SecurityGroups: [sg-1], Subnets: [subnet-1]}}")))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
