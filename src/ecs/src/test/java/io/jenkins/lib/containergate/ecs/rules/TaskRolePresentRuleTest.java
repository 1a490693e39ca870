package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class TaskRolePresentRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new TaskRolePresentRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.fargate().withoutTask("taskRoleArn");
    }

    @Test
    void aRoleOfTheSameTemplateIsOne() {
        assertThat(outcome(TestTask.ec2().task("\"taskRoleArn\": {\"Fn::GetAtt\": [\"Role\", \"Arn\"]}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aParameterMayBeEmptySoItIsAnError() {
        assertThat(outcome(TestTask.ec2().task("\"taskRoleArn\": {\"Ref\": \"Unset\"}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aSecretThatAConditionMayLeaveOutMayBeAbsentToo() {
        assertThat(outcome(TestTask.ec2()
                        .task("\"taskRoleArn\": {\"Fn::If\": [\"Any\", {\"Ref\": \"Hidden\"},"
                                + " {\"Ref\": \"AWS::NoValue\"}]}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void onInstancesItIsWorse() {
        assertThat(check(TestTask.ec2().withoutTask("taskRoleArn")).findings())
                .extracting(finding -> finding.severity())
                .containsExactly(Severity.HIGH);
    }
}
