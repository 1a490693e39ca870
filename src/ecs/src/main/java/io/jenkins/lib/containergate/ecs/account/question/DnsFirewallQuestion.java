package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.dns.DnsLookups.DnsFirewall;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;

/** DNS Firewall of the VPCs of a service. */
public record DnsFirewallQuestion() implements ServiceVpcsQuestion<DnsFirewall> {
    @Override
    public Lookup<DnsFirewall> about(String vpc, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return aws.dns().firewall(vpc, deadline);
    }
}
