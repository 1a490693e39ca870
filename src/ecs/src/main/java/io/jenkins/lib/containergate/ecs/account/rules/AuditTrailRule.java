package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.stream.Collectors;

/** Without a trail nobody can say who changed what, and an attacker need not erase anything. */
public final class AuditTrailRule extends TrailRule {
    public AuditTrailRule() {
        super(
                new RuleMetadata(
                        "audit-trail",
                        "a trail records all management events of all regions",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("CloudTrail.1")),
                        "create a multi-Region trail that logs read and write management events, and start it"),
                "a multi-Region trail that is logging all management events");
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<Trail> answer) {
        CloudFindings findings = findings(facts);
        if (facts.definition() instanceof Wall && answer.stream().allMatch(Trail::logging)) {
            return RuleResult.notApplicable("a file does not say which other trails the account has");
        }
        if (answer.stream().noneMatch(trail -> trail.multiRegion() && trail.logging() && trail.management())) {
            findings.broken(facts.definition().place(), "trail", actual(answer), Fix.none());
        }
        return findings.result();
    }

    private static String actual(List<Trail> trails) {
        if (trails.isEmpty()) {
            return "the account has no trail";
        }
        return "no trail records everything: "
                + trails.stream()
                        .map(trail -> trail.name() + " "
                                + (!trail.logging()
                                        ? "is stopped"
                                        : !trail.multiRegion()
                                                ? "records one region"
                                                : "does not record all management events"))
                        .collect(Collectors.joining(", "));
    }
}
