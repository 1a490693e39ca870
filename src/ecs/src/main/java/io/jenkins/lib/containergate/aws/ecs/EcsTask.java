package io.jenkins.lib.containergate.aws.ecs;

import io.jenkins.lib.containergate.arn.Arn;
import java.util.List;
import java.util.Optional;

/**
 * A task that runs.
 *
 * @param group such as {@code service:shop}
 */
public record EcsTask(
        Arn arn, Arn taskDefinition, Optional<String> group, String status, List<RunningContainer> containers) {
    public EcsTask {
        containers = List.copyOf(containers);
    }

    /** @param imageDigest {@code sha256:...}; empty until the image is pulled */
    public record RunningContainer(String name, Optional<String> image, Optional<String> imageDigest) {}
}
