package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ExecutionRoleNotTaskRoleRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new ExecutionRoleNotTaskRoleRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2()
                .task("\"taskRoleArn\": \"arn:aws:iam::123456789012:role/r\", \"executionRoleArn\":"
                        + " \"arn:aws:iam::123456789012:role/r\"");
    }

    @Test
    void twoRolesOfATemplateDiffer() {
        assertThat(outcome(TestTask.ec2()
                        .task("\"taskRoleArn\": {\"Fn::GetAtt\": [\"Role\", \"Arn\"]},"
                                + " \"executionRoleArn\": {\"Fn::GetAtt\": \"Other.Arn\"}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void oneRoleOfATemplateIsTheSame() {
        assertThat(outcome(TestTask.ec2()
                        .task("\"taskRoleArn\": {\"Fn::GetAtt\": [\"Role\", \"Arn\"]},"
                                + " \"executionRoleArn\": {\"Fn::GetAtt\": \"Role.Arn\"}")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void anUnsetParameterIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().task("\"taskRoleArn\": {\"Ref\": \"Unset\"}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void withoutATaskRoleThereIsNothingToCompare() {
        assertThat(outcome(TestTask.ec2().withoutTask("taskRoleArn"))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void aNameIsTheSameRoleAsItsArn() {
        assertThat(outcome(TestTask.ec2().task("""
            "taskRoleArn": "arn:aws:iam::123456789012:role/shop/web", "executionRoleArn": "Web"
            """))).isEqualTo(RuleOutcome.FAIL);
    }
}
