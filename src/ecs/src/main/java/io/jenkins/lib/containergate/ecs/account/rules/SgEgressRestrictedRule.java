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
        List<SecurityGroupRule> wide = judged.groups().stream()
                .flatMap(group -> group.egress().stream())
                .filter(SgEgressRestrictedRule::isWide)
                .toList();
        for (SecurityGroup group : judged.groups()) {
            for (SecurityGroupRule rule : group.egress()) {
                if (!isWide(rule)) {
                    continue;
                }
                String subject = group.id() + " " + Traffic.of(rule);
                String text = group.id() + " lets out " + Traffic.of(rule) + " to "
                        + String.join(
                                ", ",
                                Stream.concat(rule.ranges().stream(), rule.prefixLists().stream())
                                        .toList());
                Sources alone = Sources.of(List.of(rule), judged.network());
                if (alone.open()) {
                    judged.broken(subject, text);
                } else if (!alone.ranges().isEmpty()
                        && Sources.of(alike(rule, wide), judged.network()).open()) {
                    judged.broken(
                            subject + " together", text + ", which together with other rules covers the internet");
                }
            }
        }
        Sources.of(wide, judged.network())
                .unknown()
                .forEach(list -> judged.findings()
                        .undecided(
                                judged.definition().place(),
                                Sources.unread(list),
                                "allow the gate to read it (docs/aws.md), or check that it still exists"));
    }

    private static boolean isWide(SecurityGroupRule rule) {
        Traffic traffic = Traffic.of(rule);
        return traffic.first() != traffic.last();
    }

    private static List<SecurityGroupRule> alike(SecurityGroupRule rule, List<SecurityGroupRule> wide) {
        Traffic traffic = Traffic.of(rule);
        return wide.stream().filter(each -> Traffic.of(each).meets(traffic)).toList();
    }
}
