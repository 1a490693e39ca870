package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.ClusterNetworkQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.Hosts;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A question to the security groups of a service that is deployed. */
abstract class ServiceNetworkRule extends CloudRule<Deployment, ClusterNetwork> {
    /** What to do where the security groups of hosts are not known. */
    static final String UNREAD_HOSTS = "let the gate read them, see docs/aws.md";

    ServiceNetworkRule(RuleMetadata metadata, String expected) {
        this(metadata, expected, false);
    }

    /** @param whole whether the other services of the cluster matter */
    ServiceNetworkRule(RuleMetadata metadata, String expected, boolean whole) {
        super(metadata, expected, new ClusterNetworkQuestion(whole));
    }

    /**
     * What is judged.
     *
     * @param onHosts whether the groups are those of instances: their ports are not those of containers
     * @param groups those of the service
     * @param findings takes what is wrong
     */
    record Judged(
            Service definition,
            ServiceNetwork service,
            boolean onHosts,
            List<SecurityGroup> groups,
            ClusterNetwork network,
            CloudFindings findings) {
        /** @param subject what is at fault, called the same in the next build */
        void broken(String subject, String actual) {
            findings.broken(definition.place(), subject, actual, Fix.none());
        }
    }

    abstract void check(Judged judged);

    /** Whether the groups of hosts matter where tasks have none. */
    boolean ofHosts() {
        return false;
    }

    @Override
    public final RuleResult judge(CloudFacts<Deployment> facts, ClusterNetwork network) {
        CloudFindings findings = findings(facts);
        Place place = facts.definition().place();
        Optional<ServiceNetwork> service = ClusterNetworkQuestion.service(facts.definition(), network);
        if (!(facts.definition() instanceof Service definition) || service.isEmpty()) {
            return ClusterNetworkQuestion.unlisted(findings, facts.definition());
        }
        Optional<Hosts> hosts = service.get().hosts();
        if (hosts.isPresent()) {
            return ofHosts()
                    ? judgeHosts(definition, service.get(), hosts.get(), network, findings)
                    : RuleResult.notApplicable("its tasks have no interface of their own");
        }
        List<String> ids = service.get().groups();
        if (ids.isEmpty()) {
            findings.undecided(place, "its security groups are not known", "name security groups and subnets");
        }
        check(new Judged(definition, service.get(), false, groups(ids, network, findings, place), network, findings));
        return findings.result();
    }

    /** Tasks without an interface of their own have what lets in packets to their hosts. */
    private RuleResult judgeHosts(
            Service definition, ServiceNetwork service, Hosts hosts, ClusterNetwork network, CloudFindings findings) {
        Place place = definition.place();
        if (hosts.unread().isPresent()) {
            findings.undecided(place, hosts.unread().get(), UNREAD_HOSTS);
            return findings.result();
        }
        if (hosts.instances().isEmpty()) {
            return RuleResult.notApplicable(
                    "its tasks have no interface of their own, and no instance in EC2 that they can run on is"
                            + " registered");
        }
        // on the host's ports, which the task definition does not tell
        ServiceNetwork anywhere = new ServiceNetwork(
                service.name(),
                hosts.groups(),
                service.ranges(),
                service.publicIp(),
                Optional.empty(),
                service.publicSubnets(),
                service.unknown());
        check(new Judged(
                definition, anywhere, true, groups(hosts.groups(), network, findings, place), network, findings));
        return findings.result();
    }

    private static List<SecurityGroup> groups(
            List<String> ids, ClusterNetwork network, CloudFindings findings, Place place) {
        List<SecurityGroup> groups = new ArrayList<>();
        for (String id : ids) {
            SecurityGroup group = network.groups().get(id);
            if (group == null) {
                findings.undecided(
                        place,
                        "the security group " + id + " cannot be read: "
                                + network.unread().getOrDefault(id, "it was not looked up"),
                        "allow the gate to read it (docs/aws.md), or check that it still exists");
            } else {
                groups.add(group);
            }
        }
        return groups;
    }
}
