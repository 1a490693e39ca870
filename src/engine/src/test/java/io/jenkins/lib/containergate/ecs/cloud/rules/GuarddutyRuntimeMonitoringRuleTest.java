package io.jenkins.lib.containergate.ecs.cloud.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.cloud.detection.RuntimeMonitoring;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.cloud.CloudRule;
import io.jenkins.lib.containergate.ecs.cloud.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.cloud.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class GuarddutyRuntimeMonitoringRuleTest extends CloudRuleContract<Deployment, RuntimeMonitoring> {
    @Override
    protected CloudRule<Deployment, RuntimeMonitoring> rule() {
        return new GuarddutyRuntimeMonitoringRule();
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.cluster("{}");
    }

    @Override
    protected RuntimeMonitoring broken() {
        return new RuntimeMonitoring(false, false, false);
    }

    @Override
    protected RuntimeMonitoring accepted() {
        return new RuntimeMonitoring(true, true, false);
    }

    @Test
    void monitoringWithoutAgentsWatchesNothing() {
        assertThat(outcome(new RuntimeMonitoring(true, false, false))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void onlyClustersThatAreDeployedAreAskedAbout() {
        assertThat(rule().excludes(TestDeployment.cluster("ClusterName: x"))).isPresent();
        assertThat(rule().excludes(TestDeployed.service("{}"))).isPresent();
    }
}
