package io.jenkins.lib.containergate.ecs.cloud.rules;

import io.jenkins.lib.containergate.cloud.cluster.ContainerInstance;
import io.jenkins.lib.containergate.cloud.host.Host;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.cloud.CloudFacts;
import io.jenkins.lib.containergate.ecs.cloud.CloudFindings;
import io.jenkins.lib.containergate.ecs.cloud.CloudRule;
import io.jenkins.lib.containergate.ecs.cloud.Question;
import io.jenkins.lib.containergate.ecs.cloud.question.ContainerInstancesQuestion;
import io.jenkins.lib.containergate.ecs.cloud.question.HostsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** Behind the metadata service are the credentials of the instance, which may pull any image and start any task. */
public final class ImdsBlockedRule implements CloudRule<Deployment, List<HostsQuestion.Answer>> {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("imds-blocked"),
            "containers do not reach the metadata service of their container instance",
            Severity.HIGH,
            List.of(),
            "set HttpTokens required and HttpPutResponseHopLimit 1 in the launch template, and"
                    + " ECS_AWSVPC_BLOCK_IMDS=true");

    private static final String BLOCKS = "ecs.capability.task-eni-block-instance-metadata";

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public Question<Deployment, List<HostsQuestion.Answer>> question() {
        return new HostsQuestion(false);
    }

    @Override
    public Optional<String> excludes(Deployment deployment) {
        return ContainerInstancesQuestion.excludes(deployment);
    }

    @Override
    public String expected() {
        return "tokens required with a hop limit of 1, or ECS_AWSVPC_BLOCK_IMDS";
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<HostsQuestion.Answer> hosts) {
        if (hosts.isEmpty()) {
            return RuleResult.notApplicable("the cluster has no container instances in EC2");
        }
        CloudFindings findings = new CloudFindings(METADATA, facts, expected());
        for (HostsQuestion.Answer each : hosts) {
            if (!blocks(each.registered()) && open(each.host())) {
                findings.broken(
                        facts.definition().place(),
                        each.host().id(),
                        "the instance " + each.host().id() + " answers containers: tokens are "
                                + (each.host().tokensRequired() ? "required" : "optional") + ", the hop limit is "
                                + each.host().hopLimit(),
                        Fix.none());
            }
        }
        return findings.result();
    }

    private static boolean blocks(ContainerInstance instance) {
        return instance.attributes().containsKey(BLOCKS);
    }

    private static boolean open(Host host) {
        return host.metadata() && !(host.tokensRequired() && host.hopLimit() == 1);
    }
}
