package io.jenkins.lib.containergate.cloud;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cloud.host.Host;
import io.jenkins.lib.containergate.cloud.host.HostLookups;
import io.jenkins.lib.containergate.cloud.host.HostVolume;
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
