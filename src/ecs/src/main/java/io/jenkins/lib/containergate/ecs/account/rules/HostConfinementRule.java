package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.ConfinementQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** A profile that is written down and that no instance can apply keeps nothing in. */
public final class HostConfinementRule extends CloudRule<Deployment, ConfinementQuestion.Answer> {
    private static final String CAPABILITY = "com.amazonaws.ecs.capability.";

    public HostConfinementRule() {
        super(
                new RuleMetadata(
                        "host-confinement",
                        "container instances can apply the AppArmor and SELinux profiles of the task",
                        Severity.MEDIUM,
                        List.of(),
                        "set ECS_APPARMOR_CAPABLE=true or ECS_SELINUX_CAPABLE=true on instances whose kernel has it"),
                "instances with the attribute of the profile's kind",
                new ConfinementQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, ConfinementQuestion.Answer answer) {
        if (answer.profiles().isEmpty()) {
            return RuleResult.notApplicable(
                    "its task definition names no profile: apparmor-profile and selinux-label decide");
        }
        if (answer.instances().isEmpty()) {
            return RuleResult.notApplicable("its cluster has no container instances");
        }
        CloudFindings findings = findings(facts);
        for (ContainerInstance instance : answer.instances()) {
            answer.profiles().stream()
                    .filter(kind -> !instance.attributes().containsKey(CAPABILITY + kind))
                    .sorted()
                    .forEach(kind -> findings.broken(
                            facts.definition().place(),
                            instance.name() + " " + kind,
                            "the instance " + instance.name() + " cannot apply the " + kind + " profile of the task",
                            Fix.none()));
        }
        return findings.result();
    }
}
