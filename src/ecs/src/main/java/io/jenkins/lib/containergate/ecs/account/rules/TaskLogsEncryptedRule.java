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
import java.util.List;
import java.util.Optional;

/** Logs hold what applications should not have written to them. */
public final class TaskLogsEncryptedRule extends CloudRule<TaskDefinition, List<LogGroupsQuestion.Answer>> {
    public TaskLogsEncryptedRule() {
        super(
                new RuleMetadata(
                        "task-logs-encrypted",
                        "log groups of the task are encrypted with a customer managed key",
                        Severity.LOW,
                        List.of(),
                        "set a key of the log group: aws logs associate-kms-key"),
                "a KMS key");
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
            if (group.key().isEmpty()) {
                findings.broken(
                        each.place(),
                        each.name(),
                        "the log group " + each.name() + " " + "is not encrypted with a customer managed key",
                        Fix.none());
            }
        }
        return findings.result();
    }
}
