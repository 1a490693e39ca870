package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.deployment.Service.TaskReference;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the containers of a task that a load balancer checks: ECS replaces a task whose target is unhealthy. */
public final class BalancedTasks {
    private BalancedTasks() {}

    /**
     * @param deployments of which only services that run this task definition count
     * @return names of containers; a container whose name is not known is not among them
     */
    public static Set<String> containers(TaskDefinition task, List<Deployment> deployments) {
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
        return together(service.document(), task.document()) && TaskReference.means(service.taskDefinition(), task);
    }

    /** In one file, or both in ECS, where a document is an ARN, in the same account and region. */
    private static boolean together(String service, String task) {
        Optional<Arn> one = Arn.of(service);
        Optional<Arn> other = Arn.of(task);
        return one.isPresent() && other.isPresent()
                ? one.get().account().equals(other.get().account())
                        && one.get().region().equals(other.get().region())
                : service.equals(task);
    }
}
