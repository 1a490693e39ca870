package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
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

    /**
     * A name of a service in Service Connect.
     *
     * @param tls whether traffic to it is encrypted
     */
    public record ConnectService(boolean tls, Place place) {}

    /**
     * A container that a load balancer sends requests to, and checks.
     *
     * @param targetGroup its ARN; Classic Load Balancers have a name instead
     * @param port of the container that gets the requests
     */
    public record BalancedContainer(
            Field<String> containerName, Field<String> targetGroup, Field<Long> port, Place place) {}

    /**
     * A volume that ECS makes for each task of a service.
     *
     * @param name of the volume in the task definition
     * @param managed whether it is one of EBS
     * @param encrypted absent for what the account has as its default
     * @param key of KMS
     */
    public record EbsVolume(
            Field<String> name, boolean managed, Field<Boolean> encrypted, Field<String> key, Place place) {}

    /** Whether something that starts tasks means a task definition of the same file. */
    public static final class TaskReference {
        private TaskReference() {}

        /** What a service, task set or launch starts; absent for what starts nothing. */
        public static Field<String> of(Deployment deployment) {
            if (deployment instanceof Service service) {
                return service.taskDefinition();
            }
            if (deployment instanceof TaskSet set) {
                return set.taskDefinition();
            }
            return deployment instanceof Launch launch
                    ? launch.taskDefinition()
                    : new Field.Absent<>(deployment.place());
        }

        /** It refers to the resource that declares the task, or names its family or ARN. */
        public static boolean means(Field<String> reference, TaskDefinition task) {
            if (reference instanceof Unresolved<String> later) {
                return !later.origin().isEmpty() && declaring(later.origin(), task.resource());
            }
            return reference.known().filter(text -> named(text, task.name())).isPresent();
        }

        /**
         * @param origin {@code Task}, {@code Task.Arn}, or {@code aws_ecs_task_definition.web.arn}
         * @param resource logical id, or address in Terraform
         */
        private static boolean declaring(String origin, String resource) {
            if (resource.isEmpty()) {
                return false;
            }
            String address = Addresses.withoutIndices(resource);
            String plain = Addresses.withoutIndices(origin);
            String whole = plain.endsWith(".arn") || plain.endsWith(".Arn") || plain.endsWith(".TaskDefinitionArn")
                    ? plain.substring(0, plain.lastIndexOf('.'))
                    : plain;
            return address.equals(whole) || address.endsWith("." + whole);
        }

        private static boolean named(String text, String family) {
            String name = text.substring(text.lastIndexOf('/') + 1);
            int colon = name.indexOf(':');
            return (colon < 0 ? name : name.substring(0, colon)).equals(family);
        }
    }
}
