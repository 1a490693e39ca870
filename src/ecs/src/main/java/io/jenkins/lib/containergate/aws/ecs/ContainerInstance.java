package io.jenkins.lib.containergate.aws.ecs;

import java.util.Map;
import java.util.Optional;

/**
 * A host of tasks that is registered with a cluster.
 *
 * @param versions of what runs tasks on it
 * @param attributes by name, such as {@code com.amazonaws.ecs.capability.apparmor}; those without a value have an empty one
 * @param capacityProvider name of the one that it belongs to; empty when it was registered without
 */
public record ContainerInstance(
        String arn,
        Optional<String> instance,
        String status,
        boolean agentConnected,
        Versions versions,
        Map<String, String> attributes,
        Optional<String> capacityProvider) {
    public ContainerInstance {
        attributes = Map.copyOf(attributes);
    }

    /** Without a capacity provider. */
    public ContainerInstance(
            String arn,
            Optional<String> instance,
            String status,
            boolean agentConnected,
            Versions versions,
            Map<String, String> attributes) {
        this(arn, instance, status, agentConnected, versions, attributes, Optional.empty());
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
