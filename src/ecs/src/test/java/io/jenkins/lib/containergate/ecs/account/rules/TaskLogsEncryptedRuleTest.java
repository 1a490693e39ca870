package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.question.LogGroupsQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TaskLogsEncryptedRuleTest extends CloudRuleContract<TaskDefinition, List<LogGroupsQuestion.Answer>> {
    @Override
    protected CloudRule<TaskDefinition, List<LogGroupsQuestion.Answer>> rule() {
        return new TaskLogsEncryptedRule();
    }

    @Override
    protected TaskDefinition definition() {
        return TestTask.fargate().facts().task();
    }

    private List<LogGroupsQuestion.Answer> group(Optional<LogGroup> group) {
        return List.of(new LogGroupsQuestion.Answer("/shop", definition().place(), new Lookup.Answered<>(group)));
    }

    @Override
    protected List<LogGroupsQuestion.Answer> broken() {
        return group(Optional.of(new LogGroup("/shop", OptionalInt.of(1), Optional.empty())));
    }

    @Override
    protected List<LogGroupsQuestion.Answer> accepted() {
        return group(Optional.of(new LogGroup("/shop", OptionalInt.empty(), Optional.of("key"))));
    }

    @Test
    void aGroupThatDoesNotExistWouldBeMadeWithoutIt() {
        assertThat(outcome(group(Optional.empty()))).isEqualTo(RuleOutcome.FAIL);
    }
}
