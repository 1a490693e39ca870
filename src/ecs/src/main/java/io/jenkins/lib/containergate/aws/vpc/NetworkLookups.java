package io.jenkins.lib.containergate.aws.vpc;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Map;

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

    /** @return one for each id, in their order; AWS's own lists as well */
    Lookup<List<PrefixList>> prefixLists(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;
}
