package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.AclEntry;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkAcl;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.NetworkAclsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.Ranges;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The wall behind the security groups: it still stands when somebody opens one of them. The control of AWS leaves out the default
 * ACL of a VPC, which lets in everything; here it fails like any other.
 */
public final class NetworkAclRule extends CloudRule<Deployment, List<NetworkAcl>> {
    /** Ports by which hosts are administered. */
    private static final Map<String, Traffic> PORTS = Collections.unmodifiableMap(
            new TreeMap<>(Map.of("SSH", Traffic.of("tcp", 22, 22), "RDP", Traffic.of("tcp", 3389, 3389))));

    private static final Traffic NOTHING = new Traffic("none", 0, 0);

    public NetworkAclRule() {
        super(
                new RuleMetadata(
                        "network-acl-no-open-ingress",
                        "network ACLs of the service let in no SSH or RDP from the internet",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("EC2.21")),
                        "give the subnets a network ACL of their own that denies TCP 22 and 3389, or lets in only what"
                                + " is meant"),
                "no ingress to TCP 22 and 3389 from the internet",
                new NetworkAclsQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<NetworkAcl> acls) {
        CloudFindings findings = findings(facts);
        if (acls.isEmpty()) {
            findings.undecided(
                    facts.definition().place(),
                    "no network ACL of its subnets is known",
                    "ask again; each subnet has one");
        }
        for (NetworkAcl acl : acls) {
            PORTS.forEach((name, port) -> {
                if (open(acl, port)) {
                    findings.broken(
                            facts.definition().place(),
                            acl.id() + " " + name,
                            "the network ACL " + acl.id() + (acl.standard() ? ", the default one of its VPC," : "")
                                    + " lets in " + name + " from the internet",
                            Fix.none());
                }
            });
        }
        return findings.result();
    }

    /** Entries are taken by their numbers; the first that fits a packet decides. */
    private static boolean open(NetworkAcl acl, Traffic port) {
        Set<String> closed = new HashSet<>();
        List<String> allowed = new ArrayList<>();
        acl.entries().stream()
                .filter(entry -> !entry.egress())
                // AWS takes no two entries of one number: where a file has them, the one that lets in counts
                .sorted(Comparator.comparingInt(AclEntry::number).thenComparing(entry -> !entry.allow()))
                .forEach(entry -> {
                    String everybody = Ranges.ofEverybody(entry.range());
                    Traffic traffic = traffic(entry);
                    if (!entry.allow()) {
                        if (traffic.covers(port) && entry.range().equals(everybody)) {
                            closed.add(everybody);
                        }
                    } else if (traffic.meets(port) && !closed.contains(everybody)) {
                        allowed.add(entry.range());
                    }
                });
        return Ranges.open(allowed);
    }

    /** Ports that are none count as all where packets are let in, and as none where they are not. */
    private static Traffic traffic(AclEntry entry) {
        int from = entry.fromPort().orElse(0);
        int to = entry.toPort().orElse(Traffic.ALL.last());
        return from > to && !entry.allow() ? NOTHING : Traffic.of(entry.protocol(), from, to);
    }
}
