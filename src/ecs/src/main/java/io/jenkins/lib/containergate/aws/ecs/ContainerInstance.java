package io.jenkins.lib.containergate.aws.ecs;

import io.jenkins.lib.containergate.aws.Lookup;
import java.util.List;
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
    /** How ids of machines outside of EC2 begin, as Systems Manager gives them. */
    private static final String ELSEWHERE = "mi-";

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

    /**
     * Those that are not registered with ECS Anywhere.
     *
     * @return a failure when the instance of one is not known
     */
    public static Lookup<List<ContainerInstance>> inEc2(List<ContainerInstance> all) {
        if (all.stream().anyMatch(each -> each.instance().isEmpty())) {
            return Lookup.Failed.without("ECS", "the EC2 instance of a container instance");
        }
        return new Lookup.Answered<>(
                all.stream().filter(each -> !each.name().startsWith(ELSEWHERE)).toList());
    }

    /** Id of the instance, or the last part of its ARN in ECS. */
    public String name() {
        return instance.orElseGet(() -> arn.substring(arn.lastIndexOf('/') + 1));
    }
}
