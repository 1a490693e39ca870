package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Behind the metadata service are the credentials of the instance, which may pull any image and start any task. Each of the
 * two blocks closes it to tasks of one network mode: the hop limit to those behind the bridge, the agent to those with an
 * interface of their own, which are no hop away. An instance runs either kind, so it needs both.
 *
 * @see <a href="https://repost.aws/knowledge-center/ecs-container-ec2-metadata">network modes and the metadata service</a>
 */
public final class ImdsBlockedRule extends CloudRule<Deployment, List<HostsQuestion.Answer>> {
    private static final String BLOCKS = "ecs.capability.task-eni-block-instance-metadata";

    public ImdsBlockedRule() {
        super(
                new RuleMetadata(
                        "imds-blocked",
                        "containers do not reach the metadata service of their container instance",
                        Severity.HIGH,
                        List.of(),
                        "set HttpTokens required and HttpPutResponseHopLimit 1 in the launch template, and"
                                + " ECS_AWSVPC_BLOCK_IMDS=true"),
                "tokens required with a hop limit of 1, and ECS_AWSVPC_BLOCK_IMDS",
                new HostsQuestion(false));
    }

    @Override
    public Optional<String> excludes(Deployment deployment) {
        if (deployment instanceof Wall wall) {
            return wall.facts() instanceof Wall.HostTemplate template && template.container()
                    ? Optional.empty()
                    : Optional.of("no container instance is started from it, as far as its user data says");
        }
        return super.excludes(deployment);
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<HostsQuestion.Answer> hosts) {
        if (hosts.isEmpty()) {
            return RuleResult.notApplicable("the cluster has no container instances in EC2");
        }
        CloudFindings findings = findings(facts);
        for (HostsQuestion.Answer each : hosts) {
            List<String> reaching = reaching(each);
            if (!reaching.isEmpty()) {
                findings.broken(
                        facts.definition().place(),
                        each.host().id(),
                        "the instance " + each.host().id() + " answers " + String.join(", and ", reaching),
                        Fix.none());
            }
        }
        return findings.result();
    }

    private static List<String> reaching(HostsQuestion.Answer each) {
        Host.Metadata service = each.host().metadata();
        List<String> reaching = new ArrayList<>();
        if (service.on() && !(service.tokensRequired() && service.hopLimit() == 1)) {
            reaching.add("tasks on its bridge: tokens are " + (service.tokensRequired() ? "required" : "optional")
                    + ", the hop limit is " + service.hopLimit());
        }
        if (service.on() && !each.registered().attributes().containsKey(BLOCKS)) {
            reaching.add("tasks in the mode awsvpc: its agent does not block them");
        }
        return reaching;
    }
}
