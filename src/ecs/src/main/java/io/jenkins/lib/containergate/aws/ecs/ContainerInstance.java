package io.jenkins.lib.containergate.aws.ecs;

import java.util.Map;
import java.util.Optional;

/**
 * A host of tasks that is registered with a cluster.
 *
 * @param versions of what runs tasks on it
 * @param attributes by name, such as {@code com.amazonaws.ecs.capability.apparmor}; those without a value have an empty one
 */
public record ContainerInstance(
        String arn,
        Optional<String> instance,
        String status,
        boolean agentConnected,
        Versions versions,
        Map<String, String> attributes) {
    public ContainerInstance {
        attributes = Map.copyOf(attributes);
    }

    /**
     * @param agent of ECS, such as {@code 1.98.0}
     * @param docker such as {@code DockerVersion: 25.0.8}
     */
    public record Versions(Optional<String> agent, Optional<String> docker) {}

    /** Id of the instance, or the last part of its ARN in ECS. */
    public String name() {
        return instance.orElseGet(() -> arn.substring(arn.lastIndexOf('/') + 1));
    }
}
