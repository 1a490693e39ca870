package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.ContainerInstancesQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Nobody can stop or replace the tasks of an instance whose agent is silent. */
public final class ContainerAgentConnectedRule extends CloudRule<Deployment, List<ContainerInstance>> {
    public ContainerAgentConnectedRule() {
        super(
                new RuleMetadata(
                        "container-agent-connected",
                        "the agents of all container instances are connected",
                        Severity.LOW,
                        List.of(),
                        "look at the agent's log on the instance, or replace it"),
                "agentConnected true",
                new ContainerInstancesQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<ContainerInstance> instances) {
        if (instances.isEmpty()) {
            return RuleResult.notApplicable("the cluster has no container instances");
        }
        CloudFindings findings = findings(facts);
        for (ContainerInstance instance : instances) {
            if (!instance.agentConnected()) {
                findings.broken(
                        facts.definition().place(),
                        instance.name(),
                        "the agent of the instance " + instance.name() + " is not connected",
                        Fix.none());
            }
        }
        return findings.result();
    }
}
