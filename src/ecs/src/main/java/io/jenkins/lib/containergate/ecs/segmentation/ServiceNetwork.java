package io.jenkins.lib.containergate.ecs.segmentation;

import java.util.List;
import java.util.Optional;

/**
 * A service as the network sees it.
 *
 * @param groups ids of its security groups
 * @param ranges of the subnets its tasks may run in, in CIDR notation; empty when they are not known, and then it counts
 *     as being anywhere
 * @param publicIp whether its tasks get public addresses
 * @param listens what its task definition maps; empty when that is not known
 * @param publicSubnets ids of those of its subnets that have a route to an internet gateway
 * @param hosts ids of the security groups of the instances its tasks run on, where these have no interface of their own
 * @param unknown why who can reach it is not known, or not all of it
 */
public record ServiceNetwork(
        String name,
        List<String> groups,
        Optional<List<String>> ranges,
        boolean publicIp,
        Optional<TrafficSet> listens,
        List<String> publicSubnets,
        List<String> hosts,
        List<String> unknown) {
    public ServiceNetwork {
        groups = groups.stream().distinct().sorted().toList();
        ranges = ranges.map(all -> all.stream().distinct().sorted().toList());
        publicSubnets = publicSubnets.stream().distinct().sorted().toList();
        hosts = hosts.stream().distinct().sorted().toList();
        unknown = List.copyOf(unknown);
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
        this(name, groups, ranges, publicIp, listens, publicSubnets, List.of(), unknown);
    }
}
