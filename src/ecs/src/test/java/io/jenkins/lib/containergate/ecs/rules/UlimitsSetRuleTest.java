package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class UlimitsSetRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new UlimitsSetRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().without("ulimits");
    }

    @Test
    void unlimitedIsNoLimit() {
        assertThat(outcome(TestTask.ec2().container("""
            "ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": -1}]
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void otherLimitsDoNotCount() {
        assertThat(outcome(TestTask.ec2().container("""
            "ulimits": [{"name": "core", "softLimit": 0, "hardLimit": 0}]
            """))).isEqualTo(RuleOutcome.FAIL);
    }
}
