package io.jenkins.lib.containergate.ecs.account.rules;

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
                "a security group of its own");
    }

    @Override
    boolean whole() {
        return true;
    }

    @Override
    boolean ofHosts() {
        return true;
    }

    @Override
    void check(Judged judged) {
        for (ServiceNetwork other : judged.network().services()) {
            if (!other.name().equals(judged.service().name())) {
                other.passed().stream()
                        .filter(judged.service().groups()::contains)
                        .forEach(group -> judged.broken(
                                group + " " + other.name(),
                                "the service " + other.name() + " has " + group + " as well"));
            }
        }
    }
}
