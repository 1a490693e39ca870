package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.Collection;

/**
 * An ECS service.
 *
 * @param exposed what its names in Service Connect are
 * @param lifecycleHooks whom a deployment asks before it goes on
 * @param balanced containers behind a load balancer
 * @param controller who carries out deployments: {@code ECS}, as when it is absent, {@code CODE_DEPLOY} or {@code EXTERNAL}
 * @param volumes of EBS that each task gets
 * @param windows whether its tasks are known to run on Windows, which has platform versions of its own
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html">CreateService</a>
 */
public record Service(
        String document,
        String name,
        Mapping source,
        Place place,
        Field<String> launchType,
        Field<String> platformVersion,
        Network network,
        Field<Boolean> executeCommand,
        Field<Boolean> circuitBreaker,
        Field<Boolean> rollback,
        Items<ConnectService> exposed,
        Field<String> taskDefinition,
        Items<LifecycleHook> lifecycleHooks,
        Items<BalancedContainer> balanced,
        Field<String> controller,
        Connect connect,
        Items<EbsVolume> volumes,
        boolean windows)
        implements Deployment {

    /** With what is known of the task definitions that it may run. */
    public Service running(Collection<TaskDefinition> tasks) {
        boolean onWindows =
                tasks.stream().anyMatch(task -> task.windows() && TaskReference.means(taskDefinition, task));
        return new Service(
                document,
                name,
                source,
                place,
                launchType,
                platformVersion,
                network,
                executeCommand,
                circuitBreaker,
                rollback,
                exposed,
                taskDefinition,
                lifecycleHooks,
                balanced,
                controller,
                connect,
                volumes,
                onWindows);
    }

    /**
     * Service Connect.
     *
     * @param logDriver of its proxy
     */
    public record Connect(Field<Boolean> enabled, Field<String> logDriver) {}

    @Override
    public String kind() {
        return "service";
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "Service[" + name + "]";
    }
}
