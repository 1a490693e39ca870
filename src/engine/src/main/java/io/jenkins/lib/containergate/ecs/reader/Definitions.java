package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.List;

/**
 * What files declare.
 *
 * @param deployments what the tasks are deployed in, where a template or plan says so
 */
public record Definitions(List<TaskDefinition> tasks, List<Deployment> deployments) {
    public Definitions {
        tasks = List.copyOf(tasks);
        deployments = List.copyOf(deployments);
    }

    public static Definitions none() {
        return new Definitions(List.of(), List.of());
    }

    public boolean empty() {
        return tasks.isEmpty() && deployments.isEmpty();
    }
}
