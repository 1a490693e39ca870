package io.jenkins.lib.containergate.ecs.cloud.rules;

import io.jenkins.lib.containergate.cloud.network.SecurityGroup;
import io.jenkins.lib.containergate.cloud.network.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.segmentation.Opening;
import io.jenkins.lib.containergate.ecs.segmentation.Ranges;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** Ports that a service behind a load balancer maps may be open: network load balancers can do without a security group. */
public final class SgNoOpenIngressRule extends ServiceNetworkRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("sg-no-open-ingress"),
            "no security group of the service is open to the internet",
            Severity.HIGH,
            List.of(),
            "let in the security group of the load balancer, or the ranges that are meant");

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public String expected() {
        return "no ingress from the internet";
    }

    @Override
    void check(Judged judged) {
        for (SecurityGroup group : judged.groups()) {
            for (SecurityGroupRule rule : group.ingress()) {
                if (rule.ranges().stream().anyMatch(Ranges::open) && !balanced(judged, rule)) {
                    judged.broken(group.id() + " " + Traffic.of(rule), new Opening(group.id(), rule).text());
                }
            }
        }
    }

    private static boolean balanced(Judged judged, SecurityGroupRule rule) {
        Traffic traffic = Traffic.of(rule);
        return !judged.definition().balanced().empty()
                && judged.service().listens().stream()
                        .flatMap(listens -> listens.all().stream())
                        .anyMatch(port -> port.covers(traffic));
    }
}
