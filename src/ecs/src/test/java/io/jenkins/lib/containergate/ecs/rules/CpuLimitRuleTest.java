package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuLimitRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new CpuLimitRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().withoutTask("cpu").without("cpu");
    }

    @Test
    void theLimitOfTheTaskIsEnough() {
        assertThat(outcome(TestTask.ec2().without("cpu"))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "", "-1", "0 GB", "none"})
    void nothingOfTheTaskIsNoLimit(String size) {
        assertThat(outcome(TestTask.ec2().without("cpu").task("\"cpu\": \"" + size + "\"")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
