package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.AuditAlarmsQuestion;
import io.jenkins.lib.containergate.ecs.account.question.AuditAlarmsQuestion.Answer;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** What is recorded and not looked at is found after the damage. */
public final class AuditAlarmsRule extends CloudRule<Deployment, List<Answer>> {
    private final boolean demanded;

    /** @param demanded whether the policy demands it: an organisation may watch its trail by other means */
    public AuditAlarmsRule(boolean demanded) {
        super(
                new RuleMetadata(
                        "audit-alarms",
                        "uses of the root user and changes of IAM policies raise an alarm, where the policy demands it",
                        Severity.HIGH,
                        List.of(),
                        "have the trail write to CloudWatch Logs, and add a metric filter and an alarm with an action"
                                + " for each"),
                "metric filters with alarms for the root user and for IAM policies",
                new AuditAlarmsQuestion());
        this.demanded = demanded;
    }

    @Override
    public Optional<String> excludes(Deployment definition) {
        return demanded
                ? super.excludes(definition)
                : Optional.of("the policy does not demand alarms (taskDefinition.account.alarms)");
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<Answer> answers) {
        CloudFindings findings = findings(facts);
        if (answers.isEmpty()) {
            findings.broken(
                    facts.definition().place(),
                    "trail",
                    "no trail that records everything writes to CloudWatch Logs",
                    Fix.none());
        }
        for (AuditPattern wanted : AuditPattern.values()) {
            boolean raised = answers.stream()
                    .anyMatch(each ->
                            each.patterns().fold(patterns -> patterns.stream().anyMatch(wanted::covers), why -> false));
            if (!raised && !answers.isEmpty()) {
                missing(wanted, answers, facts, findings);
            }
        }
        return findings.result();
    }

    /** One that is not told may be it. */
    private static void missing(
            AuditPattern wanted, List<Answer> answers, CloudFacts<Deployment> facts, CloudFindings findings) {
        List<Answer> untold = answers.stream()
                .filter(each -> !(each.patterns() instanceof Lookup.Answered))
                .toList();
        for (Answer each : untold) {
            findings.answered(each.patterns(), facts.definition().place(), unused -> {});
        }
        if (untold.isEmpty()) {
            findings.broken(
                    facts.definition().place(),
                    wanted.text(),
                    "no metric filter with an alarm that acts counts " + wanted.text(),
                    Fix.none());
        }
    }
}
