package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import java.util.List;

/**
 * A task definition that runs, as ECS has registered it.
 *
 * @param standing whether it passes; says why where it could not be read
 * @param tasks none where it could not be read
 * @param undecided what else the task definition holds
 */
public record ReadDefinition(Standing standing, List<TaskFacts> tasks, List<Deployment> undecided) {
    public ReadDefinition {
        undecided = List.copyOf(undecided);
        tasks = List.copyOf(tasks);
    }
}
