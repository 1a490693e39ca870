package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ReadonlyRootFilesystemRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new ReadonlyRootFilesystemRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().without("readonlyRootFilesystem");
    }

    @Test
    void saidToBeFalseItFails() {
        assertThat(outcome(TestTask.ec2().container("""
            "readonlyRootFilesystem": false
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void everyContainerCounts() {
        assertThat(outcome(TestTask.ec2().sidecar("\"readonlyRootFilesystem\": false")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void windowsHasNoSuchSetting() {
        assertThat(outcome(TestTask.windows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void anUnknownValueIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().container("\"readonlyRootFilesystem\": {\"Ref\": \"Unset\"}")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}
