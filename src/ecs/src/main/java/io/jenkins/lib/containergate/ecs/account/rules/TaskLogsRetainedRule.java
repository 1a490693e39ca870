package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.account.question.LogGroupsQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;

/** Logs without an end cost money and keep personal data for ever; those without a beginning explain nothing. */
public final class TaskLogsRetainedRule extends CloudRule<TaskDefinition, List<LogGroupsQuestion.Answer>> {
    private static final int DAYS = 365;

    public TaskLogsRetainedRule() {
        super(
                new RuleMetadata(
                        "task-logs-retained",
                        "log groups of the task keep events for a set time",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("CloudWatch.16")),
                        "set the retention of the log group: aws logs put-retention-policy"),
                "a retention of at least " + DAYS + " days");
    }

    @Override
    public Question<TaskDefinition, List<LogGroupsQuestion.Answer>> question() {
        return new LogGroupsQuestion();
    }

    @Override
    public Optional<String> excludes(TaskDefinition definition) {
        return LogGroupsQuestion.excludes(definition);
    }

    @Override
    public RuleResult judge(CloudFacts<TaskDefinition> facts, List<LogGroupsQuestion.Answer> answer) {
        CloudFindings findings = findings(facts);
        for (LogGroupsQuestion.Answer each : answer) {
            Optional<LogGroup> found = each.group();
            if (found.isEmpty()) {
                findings.broken(
                        each.place(),
                        each.name(),
                        "the log group " + each.name() + " does not exist: ECS would create it without these settings",
                        Fix.none());
                continue;
            }
            LogGroup group = found.get();
            if (group.days().isEmpty() || group.days().getAsInt() < DAYS) {
                findings.broken(
                        each.place(),
                        each.name(),
                        "the log group " + each.name() + " "
                                + (group.days().isEmpty()
                                        ? "keeps events for ever"
                                        : "keeps events for " + group.days().getAsInt() + " days only"),
                        Fix.none());
            }
        }
        return findings.result();
    }
}
