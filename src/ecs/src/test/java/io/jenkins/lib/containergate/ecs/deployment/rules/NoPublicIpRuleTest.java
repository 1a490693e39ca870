package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoPublicIpRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new NoPublicIpRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.service(
                "NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED, SecurityGroups: [sg-1],"
                        + " Subnets: [subnet-1]}}");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.service(
                "NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: DISABLED, SecurityGroups: [sg-1],"
                        + " Subnets: [subnet-1]}}");
    }

    @Test
    void anotherNetworkHasNoSuchSetting() {
        assertThat(outcome(TestDeployment.service("LaunchType: EC2"))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void anUnknownValueIsAnErrorNotAPass() {
        assertThat(outcome(TestDeployment.service(
                        "NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: !Ref Unset,"
                                + " SecurityGroups: [sg-1], Subnets: [subnet-1]}}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void clustersHaveNone() {
        assertThat(outcome(TestDeployment.cluster("ClusterName: x"))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
