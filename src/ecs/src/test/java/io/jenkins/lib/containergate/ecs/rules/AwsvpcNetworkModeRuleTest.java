package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class AwsvpcNetworkModeRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new AwsvpcNetworkModeRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().task("""
            "networkMode": "bridge"
            """);
    }

    @Test
    void silenceMeansBridge() {
        assertThat(outcome(TestTask.ec2().withoutTask("networkMode"))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void externalInstancesHaveNoSuchMode() {
        assertThat(outcome(TestTask.ec2()
                        .task("\"networkMode\": \"bridge\", \"requiresCompatibilities\": [\"EXTERNAL\"]")))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void onManagedInstancesSilenceMeansAwsvpc() {
        TestTask managed =
                TestTask.ec2().withoutTask("networkMode").task("\"requiresCompatibilities\": [\"MANAGED_INSTANCES\"]");
        assertThat(outcome(managed)).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(managed.task("\"networkMode\": \"host\""))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestTask.ec2()
                        .withoutTask("networkMode")
                        .task("\"requiresCompatibilities\": [\"MANAGED_INSTANCES\", \"EC2\"]")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
