package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkInterface;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.PrefixList;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.Subnet;
import io.jenkins.lib.containergate.bounds.Deadline;
import java.util.List;
import java.util.Map;

/** Asks EC2 nothing. */
record UnaskedNetwork(String reason) implements NetworkLookups {
    @Override
    public Lookup<List<SecurityGroup>> securityGroups(List<String> ids, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<SecurityGroup>> defaultSecurityGroups(List<String> vpcs, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<NetworkInterface>> interfaces(List<String> groups, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<Map<String, String>> publicAddresses(List<String> interfaces, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<PrefixList>> prefixLists(List<String> ids, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<Subnet>> subnets(List<String> ids, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }
}
