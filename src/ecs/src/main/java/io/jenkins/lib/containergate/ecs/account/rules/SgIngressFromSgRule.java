package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.segmentation.IngressMatch;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** A range lets in whatever gets an address there. */
public final class SgIngressFromSgRule extends ServiceNetworkRule {
    public SgIngressFromSgRule() {
        super(
                new RuleMetadata(
                        "sg-ingress-from-sg",
                        "the service is reached from security groups only, on its own ports",
                        Severity.MEDIUM,
                        List.of(),
                        "name the security groups of the callers, and only ports that the task definition maps"),
                "ingress from security groups or prefix lists, on mapped ports");
    }

    @Override
    boolean ofHosts() {
        return true;
    }

    @Override
    void check(Judged judged) {
        boolean known = judged.service().listens().isPresent();
        for (SecurityGroup group : judged.groups()) {
            for (SecurityGroupRule rule : group.ingress()) {
                Traffic traffic = Traffic.of(rule);
                String subject = group.id() + " " + traffic;
                if (!rule.ranges().isEmpty()) {
                    judged.broken(subject + " ranges", new IngressMatch(group.id(), rule).text());
                } else if (known && !maps(judged, traffic)) {
                    judged.broken(
                            subject,
                            new IngressMatch(group.id(), rule).text() + ", and the task definition maps "
                                    + judged.service().listens().orElseThrow());
                }
            }
        }
        if (!known
                && !judged.onHosts()
                && judged.groups().stream().anyMatch(group -> !group.ingress().isEmpty())) {
            judged.findings()
                    .undecided(
                            judged.definition().place(),
                            "the ports that its task definition maps are not known",
                            "let the gate read the task definition, see docs/aws.md");
        }
    }

    private static boolean maps(Judged judged, Traffic traffic) {
        return judged.service().listens().stream()
                .flatMap(listens -> listens.all().stream())
                .anyMatch(port -> port.covers(traffic));
    }
}
