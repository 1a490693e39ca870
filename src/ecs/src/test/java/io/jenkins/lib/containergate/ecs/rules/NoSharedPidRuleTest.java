package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoSharedPidRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoSharedPidRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().task("""
            "pidMode": "task"
            """);
    }

    @Test
    void fargateSharesTheSameWay() {
        assertThat(outcome(TestTask.fargate().task("\"pidMode\": \"task\""))).isEqualTo(RuleOutcome.FAIL);
    }
}
