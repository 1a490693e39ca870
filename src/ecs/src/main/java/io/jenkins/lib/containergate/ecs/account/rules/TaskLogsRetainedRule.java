package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Logs without an end cost money and keep personal data for ever; those without a beginning explain nothing. */
public final class TaskLogsRetainedRule extends LogGroupRule {
    private final long least;

    /** @param least that events are kept */
    public TaskLogsRetainedRule(Duration least) {
        super(
                new RuleMetadata(
                        "task-logs-retained",
                        "log groups of the task keep events for a set time",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("CloudWatch.16")),
                        "set the retention of the log group: aws logs put-retention-policy"),
                "a retention of at least " + least.toDays() + " days");
        this.least = least.toDays();
    }

    @Override
    Optional<String> objection(LogGroup group) {
        if (group.days().isEmpty()) {
            return Optional.of("keeps events for ever");
        }
        int days = group.days().getAsInt();
        return days < least ? Optional.of("keeps events for " + days + " days only") : Optional.empty();
    }
}
