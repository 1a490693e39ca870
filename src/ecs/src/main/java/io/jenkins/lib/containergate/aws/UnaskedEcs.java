package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.aws.ecs.CapacityProvider;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.EcsCluster;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.bounds.Deadline;
import java.util.List;
import java.util.Optional;

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
    public Lookup<List<String>> clusters(Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<String>> taskNames(String cluster, Optional<String> service, Deadline deadline) {
        return new Lookup.NotAsked<>(reason);
    }

    @Override
    public Lookup<List<EcsTask>> tasks(String cluster, List<String> names, Deadline deadline) {
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
