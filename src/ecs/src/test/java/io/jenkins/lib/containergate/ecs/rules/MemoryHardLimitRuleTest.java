package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryHardLimitRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new MemoryHardLimitRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().withoutTask("memory").without("memory").container("\"memoryReservation\": 128");
    }

    @Test
    void theLimitOfTheTaskIsEnough() {
        assertThat(outcome(TestTask.ec2().without("memory"))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theLimitOfEveryContainerIsEnough() {
        assertThat(outcome(TestTask.ec2().withoutTask("memory"))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void zeroIsNoLimit() {
        assertThat(outcome(TestTask.ec2().withoutTask("memory").container("\"memory\": 0")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "", "-1", "0 GB", "none"})
    void nothingOfTheTaskIsNoLimit(String size) {
        assertThat(outcome(TestTask.ec2().without("memory").task("\"memory\": \"" + size + "\"")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
