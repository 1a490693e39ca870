package io.jenkins.lib.containergate.aws.vpc;

import java.util.List;

/** @param name {@code default} for the group that each VPC has from the start */
public record SecurityGroup(
        String id, String name, String vpc, List<SecurityGroupRule> ingress, List<SecurityGroupRule> egress) {
    public SecurityGroup {
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }
}
