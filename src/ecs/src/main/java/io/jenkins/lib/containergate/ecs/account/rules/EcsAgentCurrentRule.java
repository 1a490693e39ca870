package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ssm.PatchLookups.RecommendedImage;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.AgentVersionsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/**
 * What the agent and Docker get wrong is open to every task of the host.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-versions.html">Versions of the agent</a>
 */
public final class EcsAgentCurrentRule extends CloudRule<Deployment, AgentVersionsQuestion.Answer> {
    /** A release comes out about every three weeks. */
    private static final int RELEASES = 3;

    public EcsAgentCurrentRule() {
        super(
                new RuleMetadata(
                        "ecs-agent-current",
                        "the ECS agent and Docker of all container instances are current",
                        Severity.MEDIUM,
                        List.of(),
                        "replace the instances with ones from the current ECS-optimized AMI, or update the agent and"
                                + " Docker on them"),
                "an ECS agent at most " + RELEASES
                        + " releases, and Docker no release line, behind the recommended AMI",
                new AgentVersionsQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, AgentVersionsQuestion.Answer answer) {
        if (answer.instances().isEmpty() || answer.current().isEmpty()) {
            return RuleResult.notApplicable("the cluster has no container instances that its account patches");
        }
        CloudFindings findings = findings(facts);
        RecommendedImage current = answer.current().get();
        Optional<Release> agent = Release.in(current.agent());
        Optional<Release> docker = Release.in(current.runtime());
        if (agent.isEmpty() || docker.isEmpty()) {
            findings.undecided(
                    facts.definition().place(),
                    "the recommended AMI names no versions that can be compared: " + current.agent() + ", "
                            + current.runtime(),
                    "look at the parameter in Systems Manager, or wait for a newer version of this tool");
            return findings.result();
        }
        for (ContainerInstance instance : answer.instances()) {
            compare(findings, facts, instance, "agent", instance.versions().agent(), agent.get(), RELEASES);
            compare(findings, facts, instance, "Docker", instance.versions().docker(), docker.get(), 0);
        }
        return findings.result();
    }

    private static void compare(
            CloudFindings findings,
            CloudFacts<Deployment> facts,
            ContainerInstance instance,
            String program,
            Optional<String> version,
            Release current,
            int releases) {
        Optional<Release> release = version.flatMap(Release::in);
        String where = " of the instance " + instance.name();
        if (release.isEmpty()) {
            findings.undecided(
                    facts.definition().place(),
                    "the version of the " + program + where + " is not known: "
                            + version.orElse("ECS does not tell it"),
                    "see whether the agent of the instance is connected");
        } else if (release.get().behind(current, releases)) {
            findings.broken(
                    facts.definition().place(),
                    instance.name() + " " + program,
                    "the " + program + where + " is " + version.orElse("") + ", current is " + current.major() + "."
                            + current.minor(),
                    Fix.none());
        }
    }
}
