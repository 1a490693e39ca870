package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** What an attacker may change is no evidence. */
public final class AuditTrailProtectedRule extends TrailRule {
    public AuditTrailProtectedRule() {
        super(
                new RuleMetadata(
                        "audit-trail-protected",
                        "trails of the account are encrypted with a key of KMS and validated",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("CloudTrail.2"), RuleSource.fsbp("CloudTrail.4")),
                        "set a KMS key and log file validation: aws cloudtrail update-trail --kms-key-id KEY --enable-log-file-validation"),
                "a KMS key and LogFileValidationEnabled");
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<Trail> answer) {
        List<Trail> logging = answer.stream().filter(Trail::logging).toList();
        if (logging.isEmpty()) {
            return RuleResult.notApplicable("no trail records anything: audit-trail says so");
        }
        CloudFindings findings = findings(facts);
        for (Trail trail : logging) {
            if (trail.key().isEmpty()) {
                findings.broken(
                        facts.definition().place(),
                        trail.name() + " key",
                        "the trail " + trail.name() + " is not encrypted with a key of KMS",
                        Fix.none());
            }
            if (!trail.validated()) {
                findings.broken(
                        facts.definition().place(),
                        trail.name() + " validation",
                        "the log files of the trail " + trail.name() + " are not validated",
                        Fix.none());
            }
        }
        return findings.result();
    }
}
