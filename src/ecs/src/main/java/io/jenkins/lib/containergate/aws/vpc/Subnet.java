package io.jenkins.lib.containergate.aws.vpc;

import java.util.List;

/**
 * @param ranges of IPv4 and IPv6, in CIDR notation
 * @param publicByDefault whether what starts in it gets a public address unless told otherwise
 * @param routes of its own route table, or of the main one of its VPC when it has none
 */
public record Subnet(String id, String vpc, List<String> ranges, boolean publicByDefault, List<Route> routes) {
    public Subnet {
        ranges = List.copyOf(ranges);
        routes = List.copyOf(routes);
    }
}
