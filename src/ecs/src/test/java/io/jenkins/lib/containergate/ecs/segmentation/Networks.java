package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.GroupHolders;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Small clusters, written shortly. */
final class Networks {
    static final SecurityGroupRule ANYTHING = range("-1", -1, -1, "0.0.0.0/0", "::/0");

    private final List<ServiceNetwork> services = new ArrayList<>();
    private final Map<String, SecurityGroup> groups = new TreeMap<>();
    private final Map<String, String> unread = new TreeMap<>();
    private final Map<String, List<String>> lists = new TreeMap<>();
    private final Map<String, GroupHolders> holders = new TreeMap<>();

    /** In the subnet 10.0.0.0/24. */
    Networks service(String name, String... groupIds) {
        return service(name, List.of("10.0.0.0/24"), groupIds);
    }

    Networks service(String name, List<String> ranges, String... groupIds) {
        services.add(new ServiceNetwork(
                name, List.of(groupIds), Optional.of(ranges), false, Optional.empty(), List.of(), List.of()));
        return this;
    }

    /** With the egress that AWS gives every new group. */
    Networks group(String id, SecurityGroupRule... ingress) {
        return group(id, List.of(ingress), List.of(ANYTHING));
    }

    Networks group(String id, List<SecurityGroupRule> ingress, List<SecurityGroupRule> egress) {
        groups.put(id, new SecurityGroup(id, id, "vpc-1", ingress, egress));
        return this;
    }

    Networks unread(String id, String why) {
        unread.put(id, why);
        return this;
    }

    Networks list(String id, String... ranges) {
        lists.put(id, List.of(ranges));
        return this;
    }

    Networks held(String id, GroupHolders by) {
        holders.put(id, by);
        return this;
    }

    /** Groups that nothing is said about are held by the services that name them, and nobody else. */
    ClusterNetwork network() {
        groups.values().stream()
                .flatMap(group -> group.ingress().stream())
                .flatMap(rule -> rule.groups().stream())
                .forEach(reference -> holders.putIfAbsent(reference.id(), GroupHolders.nobody()));
        return new ClusterNetwork("prod", services, groups, unread, lists, holders);
    }

    static SecurityGroupRule from(String protocol, int first, int last, String... groupIds) {
        return new SecurityGroupRule(
                protocol,
                port(first),
                port(last),
                List.of(),
                List.of(groupIds).stream()
                        .map(id -> new GroupReference(id, Optional.empty()))
                        .toList(),
                List.of());
    }

    static SecurityGroupRule range(String protocol, int first, int last, String... ranges) {
        return new SecurityGroupRule(protocol, port(first), port(last), List.of(ranges), List.of(), List.of());
    }

    static SecurityGroupRule prefixes(int port, String list) {
        return new SecurityGroupRule("tcp", port(port), port(port), List.of(), List.of(), List.of(list));
    }

    private static OptionalInt port(int port) {
        return port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }
}
