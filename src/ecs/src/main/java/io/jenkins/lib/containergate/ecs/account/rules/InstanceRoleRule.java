package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.iam.RoleExcess;
import io.jenkins.lib.containergate.ecs.account.question.InstanceRolesQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Whoever leaves a container, or shares the network of its host, has the role of the host. */
public final class InstanceRoleRule extends CloudRule<Deployment, List<IamRole>> {
    /** What AWS documents for the agents of ECS, Systems Manager and CloudWatch on an instance. */
    private static final List<String> OF_AGENTS = List.of(
            ":iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
            ":iam::aws:policy/AmazonSSMManagedInstanceCore",
            ":iam::aws:policy/CloudWatchAgentServerPolicy");

    public InstanceRoleRule() {
        super(
                new RuleMetadata(
                        "instance-role-least-privilege",
                        "roles of container instances allow nothing beyond what their agents need",
                        Severity.HIGH,
                        List.of(),
                        "keep only AmazonEC2ContainerServiceforEC2Role on the role of the instances, and give tasks"
                                + " their own roles"),
                "AmazonEC2ContainerServiceforEC2Role, and named actions on named resources",
                new InstanceRolesQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<IamRole> roles) {
        if (roles.isEmpty()) {
            return RuleResult.notApplicable("no container instance in EC2 that the account sets up has a role");
        }
        CloudFindings findings = findings(facts);
        for (IamRole role : roles) {
            try {
                for (String wrong : RoleExcess.of(role, policy -> !ofAgents(policy))) {
                    findings.broken(
                            facts.definition().place(),
                            role.arn().name() + " " + wrong,
                            "the role " + role.arn().name() + " of container instances: " + wrong,
                            Fix.none());
                }
            } catch (GateException e) {
                findings.undecided(facts.definition().place(), e.problem(), e.remedy());
            }
        }
        return findings.result();
    }

    private static boolean ofAgents(String policy) {
        return OF_AGENTS.stream().anyMatch(policy::endsWith);
    }
}
