package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.ServiceRevisionsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** On Fargate the agent comes into a task when it is started: those of an older deployment never get one. */
public final class GuarddutyWatchesServiceRule extends CloudRule<Deployment, Optional<List<ServiceRevision>>> {
    public GuarddutyWatchesServiceRule() {
        super(
                new RuleMetadata(
                        "guardduty-watches-service",
                        "GuardDuty watches the tasks of the service on Fargate",
                        Severity.MEDIUM,
                        List.of(),
                        "switch Runtime Monitoring on for Fargate, then deploy again: aws ecs update-service"
                                + " --force-new-deployment"),
                "guardDutyEnabled in every service revision that runs",
                new ServiceRevisionsQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, Optional<List<ServiceRevision>> answer) {
        if (answer.isEmpty()) {
            return RuleResult.notApplicable("no task of it runs on Fargate");
        }
        CloudFindings findings = findings(facts);
        for (ServiceRevision revision : answer.get()) {
            String name = "the service revision " + revision.arn().name();
            if (revision.guardDuty().isEmpty()) {
                findings.undecided(
                        facts.definition().place(),
                        "ECS does not tell whether GuardDuty watches " + name,
                        "deploy the service again, or look at it in GuardDuty");
            } else if (!revision.guardDuty().get()) {
                findings.broken(facts.definition().place(), name, name + " runs without GuardDuty", Fix.none());
            }
        }
        return findings.result();
    }
}
