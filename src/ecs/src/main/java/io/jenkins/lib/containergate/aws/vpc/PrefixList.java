package io.jenkins.lib.containergate.aws.vpc;

import java.util.List;

/** @param ranges in CIDR notation, all of it */
public record PrefixList(String id, List<String> ranges) {
    public PrefixList {
        ranges = List.copyOf(ranges);
    }
}
