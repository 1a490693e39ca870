package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.guardduty.RuntimeMonitoring;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.RuntimeMonitoringQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** What an image does only when it runs, only somebody who watches it run sees. */
public final class GuarddutyRuntimeMonitoringRule extends CloudRule<Deployment, RuntimeMonitoringQuestion.Answer> {
    public GuarddutyRuntimeMonitoringRule() {
        super(
                new RuleMetadata(
                        "guardduty-runtime-monitoring",
                        "GuardDuty watches the tasks of the cluster while they run",
                        Severity.LOW,
                        List.of(),
                        "switch Runtime Monitoring on in GuardDuty, with automated agents for what the cluster runs"
                                + " on: Fargate, EC2"),
                "RUNTIME_MONITORING with managed agents",
                new RuntimeMonitoringQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, RuntimeMonitoringQuestion.Answer answer) {
        CloudFindings findings = findings(facts);
        RuntimeMonitoring monitoring = answer.monitoring();
        Place place = facts.definition().place();
        if (!monitoring.enabled()) {
            findings.broken(place, "Runtime Monitoring of GuardDuty is off", Fix.none());
        } else if (!monitoring.fargate() && !monitoring.ec2()) {
            findings.broken(
                    place,
                    "Runtime Monitoring of GuardDuty is on, but it manages agents neither on Fargate nor on EC2",
                    Fix.none());
        } else if (answer.fargate() && !monitoring.fargate()) {
            findings.broken(
                    place, "tasks of the cluster run on Fargate, where GuardDuty manages no agents", Fix.none());
        } else if (answer.instances() && !monitoring.ec2()) {
            findings.broken(place, "the cluster has instances, and GuardDuty manages no agents on EC2", Fix.none());
        }
        return findings.result();
    }
}
