package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Network;
import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Without one the tasks are in the default group of the network, with everything else that nobody thought about. */
public final class ExplicitSecurityGroupRule extends DeploymentRule {
    /** How files refer to the group that every network has: {@code Vpc.DefaultSecurityGroup}, {@code aws_vpc.main.default_...}. */
    private static final Pattern DEFAULT = Pattern.compile(
            "\\.DefaultSecurityGroup$|^(?:.*\\.)?aws_default_security_group\\.|\\.default_security_group_id$");

    public ExplicitSecurityGroupRule() {
        super(new RuleMetadata(
                "explicit-security-group",
                "the service names its security groups",
                Severity.HIGH,
                List.of(),
                "name a security group made for this service"));
    }

    /** Empty, or the name of the group that every network has. */
    private static boolean noId(Known<String> group) {
        String id = group.value().strip();
        return id.isEmpty() || id.equalsIgnoreCase("default");
    }

    @Override
    public RuleResult check(Deployment deployment) {
        Optional<Network> found = Network.of(deployment);
        if (found.isEmpty()) {
            return RuleResult.notApplicable("it is not a service and starts no tasks");
        }
        Network network = found.get();
        if (!network.present()) {
            return RuleResult.notApplicable("its tasks have no interface of their own");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), deployment, "at least one security group");
        Items<Known<String>> groups = network.securityGroups();
        if (groups.empty()) {
            findings.broken(groups.place(), "no security group is named: the default group of the network", Fix.none());
        } else if (Stream.concat(
                        groups.unresolved().stream().flatMap(Field.Unresolved::names),
                        network.groups().stream().map(DeclaredGroup::name))
                .anyMatch(name -> DEFAULT.matcher(name).find())) {
            findings.broken(groups.place(), "it names the default group of the network", Fix.none());
        } else if (groups.values().stream().anyMatch(ExplicitSecurityGroupRule::noId)) {
            findings.broken(groups.place(), "a group is named that is not the id of one", Fix.none());
        } else if (groups.values().isEmpty()) {
            groups.unresolved().stream()
                    .filter(each -> each.certainty().mayBeAbsent())
                    .limit(1)
                    .forEach(findings::undecided);
        }
        return findings.result();
    }
}
