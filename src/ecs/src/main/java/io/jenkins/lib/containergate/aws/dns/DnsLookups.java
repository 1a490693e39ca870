package io.jenkins.lib.containergate.aws.dns;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;

/** Asks Route 53 Resolver. */
public interface DnsLookups {
    Lookup<DnsFirewall> firewall(String vpc, Deadline deadline) throws DeadlineExceededException, InterruptedException;

    /** Whether the queries of a VPC are logged, and the log arrives. */
    Lookup<Boolean> queriesLogged(String vpc, Deadline deadline) throws DeadlineExceededException, InterruptedException;

    /**
     * DNS Firewall of a VPC.
     *
     * @param groups how many rule groups are associated
     * @param blocking whether one of them has a rule that blocks
     * @param failOpen {@code ENABLED} when queries pass that it could not check, {@code DISABLED} when not
     * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallConfig.html">FirewallConfig</a>
     */
    record DnsFirewall(int groups, boolean blocking, String failOpen) {}
}
