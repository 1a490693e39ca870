package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.policy.segment.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything from which follows who can reach whom in a cluster.
 *
 * @param services of the cluster, by name
 * @param groups that could be read, by id
 * @param unread why the others could not, by id
 * @param prefixLists what those hold that rules name, by id; one that is missing here could not be read
 * @param holders of the groups that rules name, by id; a group that is missing here is held by nobody knows whom
 */
public record ClusterNetwork(
        String cluster,
        List<ServiceNetwork> services,
        Map<String, SecurityGroup> groups,
        Map<String, String> unread,
        Map<String, List<String>> prefixLists,
        Map<String, GroupHolders> holders) {
    public ClusterNetwork {
        services = services.stream()
                .sorted(Comparator.comparing(ServiceNetwork::name))
                .toList();
        groups = Map.copyOf(groups);
        unread = Map.copyOf(unread);
        prefixLists = Map.copyOf(prefixLists);
        holders = Map.copyOf(holders);
    }

    /** The name of the cluster, which may be given by its ARN. */
    public String name() {
        return cluster.substring(cluster.lastIndexOf('/') + 1);
    }

    public Optional<ServiceNetwork> service(String name) {
        return services.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /**
     * A service as the network sees it.
     *
     * @param groups ids of its security groups
     * @param ranges of the subnets its tasks may run in, in CIDR notation; empty when they are not known, and then it counts
     *     as being anywhere
     * @param publicIp whether its tasks get public addresses
     * @param listens what its task definition maps; empty when that is not known
     * @param publicSubnets ids of those of its subnets that have a route to an internet gateway
     * @param hosts the instances that its tasks run on, where these have no interface of their own
     * @param unknown why who can reach it is not known, or not all of it
     */
    public record ServiceNetwork(
            String name,
            List<String> groups,
            Optional<List<String>> ranges,
            boolean publicIp,
            Optional<TrafficSet> listens,
            List<String> publicSubnets,
            Optional<Hosts> hosts,
            List<String> unknown) {
        public ServiceNetwork {
            groups = groups.stream().distinct().sorted().toList();
            ranges = ranges.map(all -> all.stream().distinct().sorted().toList());
            publicSubnets = publicSubnets.stream().distinct().sorted().toList();
            unknown = List.copyOf(unknown);
        }

        /** Ids of the security groups that packets to its tasks pass: its own, or those of its hosts. */
        public List<String> passed() {
            return hosts.map(Hosts::groups).orElse(groups);
        }

        /** Whose tasks have an interface of their own. */
        public ServiceNetwork(
                String name,
                List<String> groups,
                Optional<List<String>> ranges,
                boolean publicIp,
                Optional<TrafficSet> listens,
                List<String> publicSubnets,
                List<String> unknown) {
            this(name, groups, ranges, publicIp, listens, publicSubnets, Optional.empty(), unknown);
        }
    }

    /**
     * Instances that tasks without an interface of their own run on.
     *
     * @param instances ids of those in EC2
     * @param groups ids of all their security groups
     * @param unread why they are not known
     */
    public record Hosts(List<String> instances, List<String> groups, Optional<String> unread) {
        public Hosts {
            instances = instances.stream().distinct().sorted().toList();
            groups = groups.stream().distinct().sorted().toList();
        }
    }

    /**
     * Who holds a security group, besides the services of the cluster.
     *
     * @param loadBalancers that hold it
     * @param others whether anything else does that is neither a load balancer nor a task
     * @param tasks whether tasks do, of whatever service
     * @param unknown why all this is not known
     */
    public record GroupHolders(List<Source> loadBalancers, boolean others, boolean tasks, Optional<String> unknown) {
        public GroupHolders {
            loadBalancers = List.copyOf(loadBalancers);
        }

        public static GroupHolders unknown(String why) {
            return new GroupHolders(List.of(), false, false, Optional.of(why));
        }

        public static GroupHolders nobody() {
            return new GroupHolders(List.of(), false, false, Optional.empty());
        }
    }
}
