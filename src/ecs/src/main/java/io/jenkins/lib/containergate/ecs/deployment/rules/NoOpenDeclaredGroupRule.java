package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Network;
import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.segmentation.IngressMatch;
import io.jenkins.lib.containergate.ecs.segmentation.Ranges;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** What sg-no-open-ingress asks of groups that are deployed, asked before they are. */
public final class NoOpenDeclaredGroupRule extends DeploymentRule {
    public NoOpenDeclaredGroupRule() {
        super(new RuleMetadata(
                "no-open-declared-group",
                "no security group that the file declares for the tasks is open to the internet",
                Severity.HIGH,
                List.of(),
                "let in the security group of the load balancer, or the ranges that are meant"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        Optional<Network> found =
                Network.of(deployment).filter(known -> !known.groups().isEmpty());
        if (found.isEmpty()) {
            return RuleResult.notApplicable("the file declares no security group of its tasks");
        }
        Network network = found.get();
        DefinitionFindings findings = new DefinitionFindings(metadata(), deployment, "no ingress from the internet");
        Place place = network.securityGroups().place();
        for (DeclaredGroup group : network.groups()) {
            List<SecurityGroupRule> together = together(deployment, group, network.groups());
            for (SecurityGroupRule rule : group.ingress()) {
                if (open(rule, together) && !balanced(deployment, rule)) {
                    findings.broken(
                            place,
                            group.name() + " " + Traffic.of(rule),
                            new IngressMatch(group.name(), rule).text(),
                            Fix.none());
                }
            }
            group.unknown()
                    .forEach(why -> findings.undecided(
                            place, why, "give what it depends on (--parameter NAME=VALUE), or write it in the file"));
        }
        return findings.result();
    }

    /** Rules of a group and of those beside it, without what is open in another group alone: that group is named for it. */
    private static List<SecurityGroupRule> together(
            Deployment deployment, DeclaredGroup group, List<DeclaredGroup> groups) {
        return groups.stream()
                .flatMap(each -> each.ingress().stream()
                        .filter(rule ->
                                each.equals(group) || !open(rule, each.ingress()) || balanced(deployment, rule)))
                .toList();
    }

    /** The internet in parts is the internet. */
    private static boolean open(SecurityGroupRule rule, List<SecurityGroupRule> together) {
        Traffic traffic = Traffic.of(rule);
        return !rule.ranges().isEmpty()
                && Ranges.open(together.stream()
                        .filter(each -> Traffic.of(each).meets(traffic))
                        .flatMap(each -> each.ranges().stream())
                        .toList());
    }

    /** Network load balancers can do without a security group. */
    private static boolean balanced(Deployment deployment, SecurityGroupRule rule) {
        Traffic traffic = Traffic.of(rule);
        return deployment instanceof Service service
                && service.balanced().values().stream()
                        .flatMap(each -> each.port().known().stream())
                        .anyMatch(port -> port == traffic.first() && port == traffic.last());
    }
}
