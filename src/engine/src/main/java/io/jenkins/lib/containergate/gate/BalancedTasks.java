package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
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

    /** The service refers to the resource that declares the task, or names its family or ARN. */
    private static boolean runs(Service service, TaskDefinition task) {
        if (!service.document().equals(task.document())) {
            return false;
        }
        Field<String> reference = service.taskDefinition();
        if (reference instanceof Unresolved<String> later) {
            return !later.origin().isEmpty()
                    && declaring(later.origin(), task.place().mark().pointer());
        }
        return reference.known().filter(text -> named(text, task.name())).isPresent();
    }

    /** @param origin {@code Task}, or {@code Task.Arn} */
    private static boolean declaring(String origin, String pointer) {
        int dot = origin.indexOf('.');
        String resource = dot < 0 ? origin : origin.substring(0, dot);
        return pointer.startsWith("/Resources/" + resource + "/");
    }

    private static boolean named(String text, String family) {
        String name = text.substring(text.lastIndexOf('/') + 1);
        int colon = name.indexOf(':');
        return (colon < 0 ? name : name.substring(0, colon)).equals(family);
    }
}
