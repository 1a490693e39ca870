package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.CapacityProvider;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.deployment.Service.TaskReference;
import io.jenkins.lib.containergate.ecs.deployment.TaskSet;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether files hold instances that tasks can run on. */
final class ContainerInstances {
    private static final Set<LaunchType> FARGATE = Set.of(LaunchType.FARGATE);

    private ContainerInstances() {}

    /** Whether it concerns container instances alone, of whatever file. */
    static boolean concerns(Deployment deployment) {
        return deployment instanceof Wall wall && wall.facts() instanceof Wall.ElasticAddress;
    }

    /** That there surely are none: every task runs on Fargate alone, and no instance is declared. */
    static boolean none(List<TaskDefinition> tasks, List<Deployment> deployments) {
        return !tasks.isEmpty()
                && tasks.stream().allMatch(task -> task.launchTypes().equals(FARGATE))
                && deployments.stream().allMatch(each -> onFargate(each, tasks));
    }

    private static boolean onFargate(Deployment deployment, List<TaskDefinition> tasks) {
        if (deployment instanceof Wall wall) {
            return !(wall.facts() instanceof Wall.HostTemplate);
        }
        if (deployment instanceof CapacityProvider provider) {
            return !provider.autoScaling();
        }
        boolean starts = deployment instanceof Service || deployment instanceof TaskSet || deployment instanceof Launch;
        return !starts
                || Gathered.launchType(deployment).equals(Optional.of(LaunchType.FARGATE))
                || tasks.stream().anyMatch(task -> TaskReference.means(TaskReference.of(deployment), task));
    }
}
