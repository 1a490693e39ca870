package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoHostPidRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoHostPidRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().task("""
            "pidMode": "host"
            """);
    }

    @Test
    void sharingWithinTheTaskIsAnotherRulesMatter() {
        assertThat(outcome(TestTask.ec2().task("""
            "pidMode": "task"
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void anUnknownModeIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().task("\"pidMode\": {\"Ref\": \"Unset\"}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST", "Host", " host", "host2"})
    void aValueThatEcsDoesNotTakeIsAnErrorNotAPass(String mode) {
        assertThat(outcome(TestTask.ec2().task("\"pidMode\": \"" + mode + "\"")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}
