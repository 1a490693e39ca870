package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.Hosts;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** Services that share a group cannot be kept apart. */
public final class SgNotSharedRule extends ServiceNetworkRule {
    public SgNotSharedRule() {
        super(
                new RuleMetadata(
                        "sg-not-shared",
                        "no other service of the cluster has a security group of the service",
                        Severity.MEDIUM,
                        List.of(),
                        "give each service a security group of its own"),
                "a security group of its own",
                true);
    }

    @Override
    boolean ofHosts() {
        return true;
    }

    @Override
    void check(Judged judged) {
        List<ServiceNetwork> others = judged.network().services().stream()
                .filter(each -> !each.name().equals(judged.service().name()))
                .toList();
        for (ServiceNetwork other : others) {
            other.passed().stream()
                    .filter(judged.service().groups()::contains)
                    .forEach(group -> judged.broken(
                            group + " " + other.name(), "the service " + other.name() + " has " + group + " as well"));
        }
        // the instances of a cluster are read together: one service says it for all
        others.stream()
                .flatMap(other -> other.hosts().flatMap(Hosts::unread).stream()
                        .map(why -> "the service " + other.name() + " may share a security group: " + why))
                .limit(1)
                .forEach(why -> judged.findings().undecided(judged.definition().place(), why, UNREAD_HOSTS));
    }
}
