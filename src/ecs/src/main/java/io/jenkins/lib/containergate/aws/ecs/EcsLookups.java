package io.jenkins.lib.containergate.aws.ecs;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks ECS. A cluster is given by name or ARN. Answers are whole: what is paged or asked in batches is put together, and one
 * page that is missing makes the answer missing.
 */
public interface EcsLookups {
    /** @param name {@code FAMILY} (its newest active revision), {@code FAMILY:REVISION} or an ARN */
    Lookup<RegisteredTaskDefinition> taskDefinition(String name, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * The task roles of the region: one call for each family of task definitions, and so a failure beyond 500.
     *
     * @return ARN of the role of the newest active revision by family; empty for a family without one
     */
    Lookup<Map<String, Optional<String>>> taskRoles(Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    Lookup<EcsCluster> cluster(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** ARNs of all services of a cluster. */
    Lookup<List<String>> serviceNames(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param names or ARNs; ECS is asked for ten at a time
     * @return one for each name, in their order; one that is missing makes a failure
     */
    Lookup<List<EcsService>> services(String cluster, List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param arns ECS is asked for twenty at a time
     * @return one for each ARN, in their order; one that is missing makes a failure
     */
    Lookup<List<ServiceRevision>> serviceRevisions(List<String> arns, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** ARNs of all clusters of the account in the region. */
    Lookup<List<String>> clusters(Deadline deadline) throws DeadlineExceededException, InterruptedException;

    /**
     * ARNs of all tasks that are to run, whatever started them.
     *
     * @param service name; empty for those of the whole cluster
     */
    Lookup<List<String>> taskNames(String cluster, Optional<String> service, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * ARNs of tasks that are to stop: those that still run, and those that ended within the last hour.
     *
     * @param service name; empty for those of the whole cluster
     */
    Lookup<List<String>> stoppingTaskNames(String cluster, Optional<String> service, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param names ARNs; ECS is asked for a hundred at a time
     * @return those that still exist: a task that has ended meanwhile is left out
     */
    Lookup<List<EcsTask>> tasks(String cluster, List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** All of a cluster; ECS is asked for a hundred at a time. None when it runs on Fargate alone. */
    Lookup<List<ContainerInstance>> containerInstances(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param cluster its name: those of Managed Instances are known within their cluster alone
     * @param names those of the cluster; {@code FARGATE} and {@code FARGATE_SPOT} are no capacity providers to ask for
     */
    Lookup<List<CapacityProvider>> capacityProviders(String cluster, List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;
}
