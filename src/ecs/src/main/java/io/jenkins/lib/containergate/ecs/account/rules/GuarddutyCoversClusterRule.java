package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups.Coverage;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.CoverageQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** An agent that is not there, or does not answer, sees nothing. */
public final class GuarddutyCoversClusterRule extends CloudRule<Deployment, CoverageQuestion.Answer> {
    public GuarddutyCoversClusterRule() {
        super(
                new RuleMetadata(
                        "guardduty-covers-cluster",
                        "agents of GuardDuty watch all of the cluster",
                        Severity.MEDIUM,
                        List.of(),
                        "look at the issue in GuardDuty under Runtime Monitoring, ECS clusters runtime coverage; new"
                                + " tasks get an agent, running ones do not"),
                "coverage HEALTHY",
                new CoverageQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, CoverageQuestion.Answer answer) {
        if (!answer.running()) {
            return RuleResult.notApplicable("no task runs in the cluster");
        }
        CloudFindings findings = findings(facts);
        if (answer.coverage().isEmpty()) {
            findings.broken(
                    facts.definition().place(), "coverage", "GuardDuty watches nothing of the cluster", Fix.none());
        }
        for (Coverage coverage : answer.coverage()) {
            if (!coverage.healthy()) {
                findings.broken(
                        facts.definition().place(),
                        "coverage",
                        "the coverage of the cluster by GuardDuty is not healthy"
                                + (coverage.issues().isEmpty() ? "" : ": " + String.join("; ", coverage.issues())),
                        Fix.none());
            } else if (coverage.covered() < coverage.compatible()) {
                findings.broken(
                        facts.definition().place(),
                        "instances",
                        "GuardDuty watches " + coverage.covered() + " of " + coverage.compatible()
                                + " container instances",
                        Fix.none());
            }
        }
        return findings.result();
    }
}
