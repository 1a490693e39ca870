package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.vpc.FirewallLookups.Firewall;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;

/** The firewalls of Network Firewall in the VPCs of a service. */
public record FirewallsQuestion() implements ServiceVpcsQuestion<List<Firewall>> {
    @Override
    public Lookup<List<Firewall>> about(String vpc, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return aws.firewalls().firewalls(vpc, deadline);
    }
}
