package io.jenkins.lib.containergate.aws.vpc;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks EC2 about the network of tasks. */
public interface NetworkLookups {
    /** @return one for each id, in their order; one that does not exist makes a failure */
    Lookup<List<SecurityGroup>> securityGroups(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return one for each id, in their order, with the routes that apply to it */
    Lookup<List<Subnet>> subnets(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return the group called {@code default} of each VPC, in their order */
    Lookup<List<SecurityGroup>> defaultSecurityGroups(List<String> vpcs, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return what holds at least one of the groups; nothing for a group that nobody holds, or that does not exist */
    Lookup<List<NetworkInterface>> interfaces(List<String> groups, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param interfaces ids; one that is gone by now is left out
     * @return the public IPv4 or IPv6 address of each interface that has one, by its id
     */
    Lookup<Map<String, String>> publicAddresses(List<String> interfaces, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param vpc id
     * @return services of AWS that hand requests from the internet to what is in the VPC, internal load balancers as well, as far as
     *     they have interfaces in it
     */
    Lookup<List<String>> publishers(String vpc, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return ARNs of the load balancers that endpoint services of the account show to other networks */
    Lookup<List<String>> behindEndpointServices(Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return one for each id, in their order; AWS's own lists as well */
    Lookup<List<PrefixList>> prefixLists(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param subnets ids; each has one network ACL
     * @return those of all of them, each once; a failure when one of the subnets has none in the answer
     */
    Lookup<List<NetworkAcl>> networkAcls(List<String> subnets, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * A filter in front of subnets, without a memory of connections.
     *
     * @param standard whether it is the one that its VPC had from the start
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html">Network ACLs</a>
     */
    record NetworkAcl(String id, boolean standard, List<AclEntry> entries) {
        public NetworkAcl {
            entries = List.copyOf(entries);
        }
    }

    /**
     * @param number entries are taken in the order of their numbers, and the first that fits a packet decides
     * @param protocol a number of IANA, or {@code -1} for all
     * @param fromPort empty means all
     * @param toPort empty means all
     * @param range in CIDR notation
     */
    record AclEntry(
            int number,
            boolean egress,
            boolean allow,
            String protocol,
            OptionalInt fromPort,
            OptionalInt toPort,
            String range) {}

    /** @param ranges in CIDR notation, all of it */
    record PrefixList(String id, List<String> ranges) {
        public PrefixList {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * A security group that a rule of another one names.
     *
     * @param id such as {@code sg-0123456789abcdef0}; no two groups of AWS share one
     * @param account that owns it; empty for the account of the group whose rule it is
     */
    record GroupReference(String id, Optional<String> account) {}

    /** @param name {@code default} for the group that each VPC has from the start */
    record SecurityGroup(
            String id, String name, String vpc, List<SecurityGroupRule> ingress, List<SecurityGroupRule> egress) {
        public SecurityGroup {
            ingress = List.copyOf(ingress);
            egress = List.copyOf(egress);
        }
    }

    /**
     * @param ranges of IPv4 and IPv6, in CIDR notation
     * @param publicByDefault whether what starts in it gets a public address unless told otherwise
     * @param routes of its own route table, or of the main one of its VPC when it has none
     */
    record Subnet(String id, String vpc, List<String> ranges, boolean publicByDefault, List<Route> routes) {
        public Subnet {
            ranges = List.copyOf(ranges);
            routes = List.copyOf(routes);
        }
    }

    /**
     * An interface in a VPC: what holds security groups.
     *
     * @param groups ids
     * @param type such as {@code interface} or {@code network_load_balancer}
     * @param description what whoever made it wrote: {@code ELB app/front/0123456789abcdef} for a load balancer
     * @param requester the AWS service that made and manages it; empty when somebody of the account did
     */
    record NetworkInterface(
            String id, List<String> groups, String type, String description, Optional<String> requester) {
        public NetworkInterface {
            groups = List.copyOf(groups);
        }
    }

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
    record SecurityGroupRule(
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

    /**
     * @param destination CIDR or id of a prefix list
     * @param target id of what packets go to, such as {@code igw-...}, {@code nat-...} or {@code local}
     * @param active false for one that leads nowhere
     */
    record Route(String destination, String target, boolean active) {}
}
