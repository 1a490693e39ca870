package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ec2.HostLookups;
import io.jenkins.lib.containergate.aws.ec2.HostVolume;
import io.jenkins.lib.containergate.bounds.Deadline;
import java.util.List;

/** Asks EC2 nothing. */
record UnaskedHosts(String reason) implements HostLookups {
    @Override
    public Lookup<List<Host>> hosts(List<String> ids, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<HostVolume>> volumes(List<String> ids, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }
}
