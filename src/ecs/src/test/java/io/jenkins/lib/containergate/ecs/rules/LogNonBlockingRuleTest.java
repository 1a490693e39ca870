package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class LogNonBlockingRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new LogNonBlockingRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "logConfiguration": {"logDriver": "awslogs"}
            """);
    }

    @Test
    void blockingFails() {
        assertThat(outcome(TestTask.ec2().container("""
            "logConfiguration": {"logDriver": "awslogs", "options": {"mode": "blocking"}}
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void withoutALogThereIsNothingToBlock() {
        assertThat(outcome(TestTask.ec2().without("logConfiguration"))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void fireLensHasItsOwnBuffer() {
        assertThat(outcome(TestTask.ec2().container("""
            "logConfiguration": {"logDriver": "awsfirelens"}
            """))).isEqualTo(RuleOutcome.PASS);
    }
}
