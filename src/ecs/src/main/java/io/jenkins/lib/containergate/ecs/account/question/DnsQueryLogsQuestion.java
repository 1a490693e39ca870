package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;

/** Whether the DNS queries of the VPCs of a service are logged. */
public record DnsQueryLogsQuestion() implements ServiceVpcsQuestion<Boolean> {
    @Override
    public Lookup<Boolean> about(String vpc, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return aws.dns().queriesLogged(vpc, deadline);
    }
}
