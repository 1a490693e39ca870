package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoHostIpcRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoHostIpcRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().task("""
            "ipcMode": "host"
            """);
    }

    @Test
    void otherModesPass() {
        assertThat(outcome(TestTask.ec2().task("""
            "ipcMode": "none"
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void fargateTakesNone() {
        assertThat(outcome(TestTask.fargate().task("\"ipcMode\": \"host\""))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST", "Host", " host", "host2"})
    void aValueThatEcsDoesNotTakeIsAnErrorNotAPass(String mode) {
        assertThat(outcome(TestTask.ec2().task("\"ipcMode\": \"" + mode + "\"")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}
