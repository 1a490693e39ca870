package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ContainerInsightsRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new ContainerInsightsRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.cluster("ClusterSettings: [{Name: containerInsights, Value: disabled}]");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.cluster("ClusterSettings: [{Name: containerInsights, Value: enhanced}]");
    }

    @Test
    void silenceFails() {
        assertThat(outcome(TestDeployment.cluster("ClusterName: x"))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void anUnknownValueIsAnErrorNotAPass() {
        assertThat(outcome(TestDeployment.cluster("ClusterSettings: [{Name: containerInsights, Value: !Ref Unset}]")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void anUnknownListIsAnErrorNotAPass() {
        assertThat(outcome(TestDeployment.cluster("ClusterSettings: !Ref Unset")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aSettingThatIsWrittenTwiceHasToBeOnBothTimes() {
        String twice = "ClusterSettings: [{Name: containerInsights, Value: enabled}, %s]";
        assertThat(outcome(TestDeployment.cluster(twice.formatted("{Name: containerInsights, Value: disabled}"))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestDeployment.cluster(twice.formatted("!Ref Unset"))))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(TestDeployment.cluster(twice.formatted("{Name: !Ref Unset, Value: disabled}"))))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void servicesHaveNone() {
        assertThat(outcome(TestDeployment.service("LaunchType: EC2"))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
