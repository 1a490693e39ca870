package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.image.ImageConfig;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the images a task runs: where the task definition is silent, they decide.
 *
 * @param configs by the text of {@code image} in the task definition
 */
public record ContainerImages(Map<String, ImageConfig> configs) {
    public ContainerImages {
        configs = Map.copyOf(configs);
    }

    public static ContainerImages none() {
        return new ContainerImages(Map.of());
    }

    public Optional<ImageConfig> of(ContainerDefinition container) {
        return container.image().known().map(configs::get);
    }
}
