package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.segmentation.Sources;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.stream.Stream;

/** What is stolen leaves by the way that is open. */
public final class SgEgressRestrictedRule extends ServiceNetworkRule {
    public SgEgressRestrictedRule() {
        super(
                new RuleMetadata(
                        "sg-egress-restricted",
                        "the service cannot reach everything",
                        Severity.MEDIUM,
                        List.of(),
                        "name in the egress of the group what the service needs, port by port"),
                "no egress of many ports to the internet");
    }

    @Override
    boolean ofHosts() {
        return true;
    }

    @Override
    void check(Judged judged) {
        for (SecurityGroup group : judged.groups()) {
            for (SecurityGroupRule rule : group.egress()) {
                Traffic traffic = Traffic.of(rule);
                if (traffic.first() != traffic.last()
                        && Sources.of(List.of(rule), judged.network()).open()) {
                    judged.broken(
                            group.id() + " " + traffic,
                            group.id() + " lets out " + traffic + " to "
                                    + String.join(
                                            ", ",
                                            Stream.concat(rule.ranges().stream(), rule.prefixLists().stream())
                                                    .toList()));
                }
            }
        }
    }
}
