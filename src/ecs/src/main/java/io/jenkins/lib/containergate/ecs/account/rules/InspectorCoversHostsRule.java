package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostVulnerabilitiesQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A host that nobody scans has whatever vulnerabilities its AMI came with. */
public final class InspectorCoversHostsRule extends CloudRule<Deployment, HostVulnerabilitiesQuestion.Answer> {
    private final ScanAge age;

    /** @param max how long ago the last scan may be */
    public InspectorCoversHostsRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "inspector-covers-hosts",
                        "Inspector scans the packages of all container instances",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("Inspector.1")),
                        "switch on Amazon Inspector for EC2, and let instances report to Systems Manager or be scanned"
                                + " without an agent"),
                "scan status ACTIVE, and a scan within " + max.toDays() + " days",
                new HostVulnerabilitiesQuestion());
        this.age = new ScanAge(max, clock);
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, HostVulnerabilitiesQuestion.Answer answer) {
        if (answer.instances().isEmpty()) {
            return RuleResult.notApplicable("the cluster has no container instances that its account patches");
        }
        CloudFindings findings = findings(facts);
        for (String instance : answer.instances()) {
            age.objection(answer.coverage(instance))
                    .ifPresent(objection -> findings.broken(
                            facts.definition().place(),
                            instance,
                            "the instance " + instance + " " + objection,
                            Fix.none()));
        }
        return findings.result();
    }
}
