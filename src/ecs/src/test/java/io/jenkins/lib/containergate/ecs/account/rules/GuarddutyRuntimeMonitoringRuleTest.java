package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.guardduty.RuntimeMonitoring;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.account.question.RuntimeMonitoringQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class GuarddutyRuntimeMonitoringRuleTest extends CloudRuleContract<Deployment, RuntimeMonitoringQuestion.Answer> {
    @Override
    protected CloudRule<Deployment, RuntimeMonitoringQuestion.Answer> rule() {
        return new GuarddutyRuntimeMonitoringRule();
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.cluster("{}");
    }

    @Override
    protected RuntimeMonitoringQuestion.Answer broken() {
        return answer(false, false, false, true, false);
    }

    @Override
    protected RuntimeMonitoringQuestion.Answer accepted() {
        return answer(true, true, false, true, false);
    }

    @Test
    void monitoringWithoutAgentsWatchesNothing() {
        assertThat(outcome(answer(true, false, false, false, false))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void onlyClustersThatAreDeployedAreAskedAbout() {
        assertThat(rule().excludes(TestDeployment.cluster("ClusterName: x"))).isPresent();
        assertThat(rule().excludes(TestDeployed.service("{}"))).isPresent();
    }

    private static RuntimeMonitoringQuestion.Answer answer(
            boolean on, boolean agentsOnFargate, boolean agentsOnEc2, boolean fargate, boolean instances) {
        return new RuntimeMonitoringQuestion.Answer(
                new RuntimeMonitoring(on, agentsOnFargate, agentsOnEc2), fargate, instances);
    }

    @Test
    void agentsWhereTheClusterRunsNothingDoNotHelp() {
        assertThat(outcome(answer(true, true, false, false, true))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(answer(true, false, true, true, false))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(answer(true, true, false, true, true))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(answer(true, true, true, true, true))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(answer(true, false, true, false, true))).isEqualTo(RuleOutcome.PASS);
    }
}
