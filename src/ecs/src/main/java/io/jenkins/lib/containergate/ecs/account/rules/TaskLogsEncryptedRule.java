package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** Logs hold what applications should not have written to them. */
public final class TaskLogsEncryptedRule extends LogGroupRule {
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
    Optional<String> objection(LogGroup group) {
        return group.key().isPresent() ? Optional.empty() : Optional.of("is not encrypted with a customer managed key");
    }
}
