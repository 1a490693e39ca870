package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.LogGroupsQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** A question to every log group that the containers of a task write to. */
abstract class LogGroupRule extends CloudRule<TaskDefinition, List<LogGroupsQuestion.Answer>> {
    LogGroupRule(RuleMetadata metadata, String expected) {
        super(metadata, expected, new LogGroupsQuestion());
    }

    /** What is wrong with it, to be read after its name; empty when nothing is. */
    abstract Optional<String> objection(LogGroup group);

    @Override
    public final RuleResult judge(CloudFacts<TaskDefinition> facts, List<LogGroupsQuestion.Answer> answer) {
        CloudFindings findings = findings(facts);
        for (LogGroupsQuestion.Answer each : answer) {
            findings.answered(
                    each.group(),
                    each.place(),
                    group -> group.map(this::objection)
                            .orElse(Optional.of("does not exist: ECS would create it without these settings"))
                            .ifPresent(objection -> findings.broken(
                                    each.place(),
                                    each.name(),
                                    "the log group " + each.name() + " " + objection,
                                    Fix.none())));
        }
        return findings.result();
    }
}
