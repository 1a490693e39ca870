package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.UnaskedLookups;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.question.LogGroupsQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskLogsRetainedRuleTest extends CloudRuleContract<TaskDefinition, List<LogGroupsQuestion.Answer>> {
    @Override
    protected CloudRule<TaskDefinition, List<LogGroupsQuestion.Answer>> rule() {
        return new TaskLogsRetainedRule(Duration.ofDays(365));
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
        return group(Optional.of(new LogGroup("/shop", OptionalInt.empty(), Optional.empty())));
    }

    @Override
    protected List<LogGroupsQuestion.Answer> accepted() {
        return group(Optional.of(new LogGroup("/shop", OptionalInt.of(365), Optional.empty())));
    }

    @Test
    void aGroupThatDoesNotExistWouldBeMadeWithoutIt() {
        assertThat(outcome(group(Optional.empty()))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void containersThatAreNotKnownMayWriteToALogGroup() throws Exception {
        TaskDefinition task = TestTask.fargate()
                .task("\"containerDefinitions\": {\"Ref\": \"Unset\"}")
                .facts()
                .task();
        assertThat(rule().excludes(task)).isEmpty();
        assertThat(new LogGroupsQuestion()
                        .ask(task, UnaskedLookups.of("no"), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC())))
                .isInstanceOf(Lookup.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"logDriver\": {\"Ref\": \"Unset\"}, \"options\": {\"awslogs-group\": \"/shop\"}}",
                "{\"logDriver\": {\"Ref\": \"Unset\"}}",
                "{\"logDriver\": \"awslogs\", \"options\": {\"Ref\": \"Unset\"}}",
                "{\"logDriver\": \"awslogs\", \"options\": {\"awslogs-group\": {\"Ref\": \"Unset\"}}}"
            })
    void whereLogsGoToAtDeploymentIsNotKnownBefore(String log) throws Exception {
        TaskDefinition task = TestTask.fargate()
                .container("\"logConfiguration\": " + log)
                .facts()
                .task();
        assertThat(rule().excludes(task)).isEmpty();
        assertThat(rule().question()
                        .ask(
                                task,
                                UnaskedLookups.of("not here"),
                                Deadline.after(Duration.ofMinutes(1), Clock.systemUTC())))
                .isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void aYearIsTheLeast() {
        assertThat(outcome(group(Optional.of(new LogGroup("/shop", OptionalInt.of(364), Optional.empty())))))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
