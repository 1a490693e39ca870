package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ExecutionRolePresentRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new ExecutionRolePresentRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().withoutTask("executionRoleArn");
    }

    @Test
    void fargateNeedsOneForItsLogs() {
        assertThat(outcome(TestTask.fargate().withoutTask("executionRoleArn").without("secrets")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void instancesDoThatThemselves() {
        assertThat(outcome(TestTask.ec2().withoutTask("executionRoleArn").without("secrets")))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
