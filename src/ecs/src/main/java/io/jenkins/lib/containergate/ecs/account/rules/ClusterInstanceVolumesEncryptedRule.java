package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ec2.HostVolume;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Layers, volumes and logs of containers are on them. */
public final class ClusterInstanceVolumesEncryptedRule extends CloudRule<Deployment, List<HostsQuestion.Answer>> {
    public ClusterInstanceVolumesEncryptedRule() {
        super(
                new RuleMetadata(
                        "cluster-instance-volumes-encrypted",
                        "the volumes of all container instances are encrypted",
                        Severity.MEDIUM,
                        List.of(),
                        "switch EBS encryption by default on for the region, and replace the instances"),
                "Encrypted true",
                new HostsQuestion(true));
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<HostsQuestion.Answer> hosts) {
        if (hosts.stream().allMatch(each -> each.volumes().isEmpty())) {
            return RuleResult.notApplicable("no container instance of the cluster has a volume of EBS");
        }
        CloudFindings findings = findings(facts);
        for (HostsQuestion.Answer each : hosts) {
            for (HostVolume volume : each.volumes()) {
                if (!volume.encrypted()) {
                    findings.broken(
                            facts.definition().place(),
                            volume.id(),
                            "the volume " + volume.id() + " of the instance "
                                    + each.host().id() + " is not encrypted",
                            Fix.none());
                }
            }
        }
        return findings.result();
    }
}
