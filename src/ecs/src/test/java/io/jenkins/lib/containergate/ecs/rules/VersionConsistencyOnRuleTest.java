package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class VersionConsistencyOnRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new VersionConsistencyOnRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "versionConsistency": "disabled"
            """);
    }

    @Test
    void nobodyKnowsWhatAValueMeansThatEcsDoesNotTake() {
        assertThat(outcome(TestTask.ec2().container("\"versionConsistency\": \"off\"")))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(TestTask.ec2().container("\"versionConsistency\": \"DISABLED\"")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
