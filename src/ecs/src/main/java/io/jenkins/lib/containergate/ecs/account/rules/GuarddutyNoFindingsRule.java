package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups.Threat;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.ThreatsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** A finding that is open is an attack that nobody has looked at, or one that goes on. */
public final class GuarddutyNoFindingsRule extends CloudRule<Deployment, List<Threat>> {
    public GuarddutyNoFindingsRule() {
        super(
                new RuleMetadata(
                        "guardduty-no-findings",
                        "GuardDuty has no open findings on the cluster",
                        Severity.MEDIUM,
                        List.of(),
                        "look into the finding in GuardDuty, and archive it when it is dealt with"),
                "no open finding of severity 4 or more",
                new ThreatsQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<Threat> answer) {
        CloudFindings findings = findings(facts);
        for (Threat threat : answer) {
            findings.broken(
                    severity(threat.severity()),
                    facts.definition().place(),
                    threat.id(),
                    "GuardDuty found " + threat.type() + " (severity " + threat.severity() + ", finding " + threat.id()
                            + ")"
                            + threat.instance()
                                    .map(id -> " on the instance " + id)
                                    .orElse(""),
                    Fix.none());
        }
        return findings.result();
    }

    /** As GuardDuty names them. */
    private static Severity severity(double value) {
        if (value >= 9) {
            return Severity.CRITICAL;
        }
        return value >= 7 ? Severity.HIGH : Severity.MEDIUM;
    }
}
