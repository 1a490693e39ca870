package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.deployment.Service.TaskReference;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the containers of a task that a load balancer checks: ECS replaces a task whose target is unhealthy. */
final class BalancedTasks {
    private BalancedTasks() {}

    static Set<String> containers(TaskDefinition task, List<Deployment> deployments) {
        Set<String> names = new HashSet<>();
        for (Deployment deployment : deployments) {
            if (deployment instanceof Service service && runs(service, task)) {
                service.balanced()
                        .values()
                        .forEach(each -> each.containerName().known().ifPresent(names::add));
            }
        }
        return names;
    }

    private static boolean runs(Service service, TaskDefinition task) {
        return service.document().equals(task.document()) && TaskReference.means(service.taskDefinition(), task);
    }
}
