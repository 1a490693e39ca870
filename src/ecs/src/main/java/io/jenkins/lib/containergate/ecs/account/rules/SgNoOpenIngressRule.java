package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.segmentation.IngressMatch;
import io.jenkins.lib.containergate.ecs.segmentation.Sources;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ports that a service behind a load balancer maps may be open: network load balancers can do without a security group. */
public final class SgNoOpenIngressRule extends ServiceNetworkRule {
    public SgNoOpenIngressRule() {
        super(
                new RuleMetadata(
                        "sg-no-open-ingress",
                        "no security group of the service is open to the internet",
                        Severity.HIGH,
                        List.of(),
                        "let in the security group of the load balancer, or the ranges that are meant"),
                "no ingress from the internet");
    }

    @Override
    boolean ofHosts() {
        return true;
    }

    @Override
    void check(Judged judged) {
        List<SecurityGroupRule> all = judged.groups().stream()
                .flatMap(group -> group.ingress().stream())
                .toList();
        boolean together = Sources.of(all, judged.network()).open();
        Set<String> unknown = new LinkedHashSet<>();
        for (SecurityGroup group : judged.groups()) {
            for (SecurityGroupRule rule : group.ingress()) {
                if (balanced(judged, rule)) {
                    continue;
                }
                Sources alone = Sources.of(List.of(rule), judged.network());
                unknown.addAll(alone.unknown());
                if (alone.open()) {
                    judged.broken(group.id() + " " + Traffic.of(rule), new IngressMatch(group.id(), rule).text());
                } else if (together && !alone.ranges().isEmpty() && together(rule, all, judged)) {
                    judged.broken(
                            group.id() + " " + Traffic.of(rule) + " together",
                            new IngressMatch(group.id(), rule).text()
                                    + ", which together with other rules covers the internet");
                }
            }
        }
        unknown.forEach(list -> judged.findings()
                .undecided(
                        judged.definition().place(),
                        Sources.unread(list),
                        "allow the gate to read it (docs/aws.md), or check that it still exists"));
    }

    private static boolean together(SecurityGroupRule rule, List<SecurityGroupRule> all, Judged judged) {
        Traffic traffic = Traffic.of(rule);
        List<SecurityGroupRule> alike =
                all.stream().filter(each -> Traffic.of(each).meets(traffic)).toList();
        return Sources.of(alike, judged.network()).open();
    }

    private static boolean balanced(Judged judged, SecurityGroupRule rule) {
        Traffic traffic = Traffic.of(rule);
        return !judged.definition().balanced().empty()
                && judged.service().listens().stream()
                        .flatMap(listens -> listens.all().stream())
                        .anyMatch(port -> port.covers(traffic));
    }
}
