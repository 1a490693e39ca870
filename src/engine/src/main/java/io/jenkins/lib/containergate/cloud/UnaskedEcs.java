package io.jenkins.lib.containergate.cloud;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cloud.cluster.CapacityProvider;
import io.jenkins.lib.containergate.cloud.cluster.ContainerInstance;
import io.jenkins.lib.containergate.cloud.cluster.EcsCluster;
import io.jenkins.lib.containergate.cloud.cluster.EcsLookups;
import io.jenkins.lib.containergate.cloud.cluster.EcsService;
import io.jenkins.lib.containergate.cloud.cluster.EcsTask;
import io.jenkins.lib.containergate.cloud.cluster.RegisteredTaskDefinition;
import java.util.List;

/** Asks ECS nothing. */
record UnaskedEcs(String reason) implements EcsLookups {
    @Override
    public Lookup<RegisteredTaskDefinition> taskDefinition(String name, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<String>> families(Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<EcsCluster> cluster(String cluster, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<String>> serviceNames(String cluster, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<EcsService>> services(String cluster, List<String> names, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<EcsTask>> tasks(String cluster, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<ContainerInstance>> containerInstances(String cluster, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<CapacityProvider>> capacityProviders(List<String> names, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }
}
