package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.OpenVulnerability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostVulnerabilitiesQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.text.FirstFew;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A hole in the kernel, containerd or runc of a host is a way out of every container on it. */
public final class HostVulnerabilitiesRule extends CloudRule<Deployment, HostVulnerabilitiesQuestion.Answer> {
    private static final int SHOWN = 5;

    private final ScanAge age;

    /** @param max how long ago the last scan may be */
    public HostVulnerabilitiesRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "host-vulnerabilities",
                        "no package of a container instance has a severe vulnerability with a fix",
                        Severity.HIGH,
                        List.of(),
                        "update the packages of the instances, or replace the instances with ones from the current"
                                + " AMI"),
                "no open finding of Inspector that is HIGH or CRITICAL and has a fix",
                new HostVulnerabilitiesQuestion());
        this.age = new ScanAge(max, clock);
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, HostVulnerabilitiesQuestion.Answer answer) {
        if (answer.instances().isEmpty()) {
            return RuleResult.notApplicable("the cluster has no container instances that its account patches");
        }
        if (answer.instances().stream().noneMatch(answer::scans)) {
            return RuleResult.notApplicable(
                    "Inspector scans no container instance of the cluster: inspector-covers-hosts decides");
        }
        CloudFindings findings = findings(facts);
        for (String instance : answer.instances()) {
            List<OpenVulnerability> open = answer.open().stream()
                    .filter(each -> each.instance().equals(instance) && each.fixable())
                    .toList();
            if (!open.isEmpty()) {
                findings.broken(
                        facts.definition().place(),
                        instance,
                        "the instance " + instance + " has " + open.size() + " severe vulnerabilities with a fix: "
                                + shown(open),
                        Fix.none());
            } else {
                age.objection(answer.coverage(instance))
                        .ifPresent(objection -> findings.undecided(
                                facts.definition().place(),
                                "the instance " + instance + " " + objection,
                                "let Inspector scan it: see inspector-covers-hosts"));
            }
        }
        return findings.result();
    }

    private static String shown(List<OpenVulnerability> open) {
        return FirstFew.of(
                open.stream()
                        .map(each -> each.id() + " (" + String.join(", ", each.packages()) + ")")
                        .toList(),
                SHOWN);
    }
}
