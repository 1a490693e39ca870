package io.jenkins.lib.containergate.aws.vpc;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a group lets in or out.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a number, or {@code -1} for all
 * @param fromPort first port, or type of ICMP; empty means all
 * @param toPort last port, or code of ICMP; empty means all
 * @param ranges of IPv4 and IPv6, in CIDR notation
 * @param groups other groups, or the same
 * @param prefixLists ids
 */
public record SecurityGroupRule(
        String protocol,
        OptionalInt fromPort,
        OptionalInt toPort,
        List<String> ranges,
        List<GroupReference> groups,
        List<String> prefixLists) {
    public SecurityGroupRule {
        ranges = List.copyOf(ranges);
        groups = List.copyOf(groups);
        prefixLists = List.copyOf(prefixLists);
    }
}
