package io.jenkins.lib.containergate.aws.ecs;

import io.jenkins.lib.containergate.arn.Arn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * @param taskDefinition ARN; empty when the service has task sets, each with its own
 * @param launchType {@code EC2}, {@code FARGATE}, {@code EXTERNAL}; empty with a capacity provider strategy
 * @param onlyOn names of the capacity providers on whose instances all its tasks are, those of deployments that are being replaced
 *     as well; none when tasks of it may be on others
 * @param network empty unless the network mode of its tasks is {@code awsvpc}
 * @param loadBalancers how many target groups and load balancers it registers with
 * @param runningCount tasks that ECS says run
 * @param deployed its deployments, the one that is to stay and those that it replaces
 * @param revisions ARNs of the service revisions that tasks of it run; none without the deployment controller {@code ECS}
 * @param json as {@code create-service} takes it: the output of {@code aws ecs describe-services} with what only
 *     the deployment that is to stay has: Service Connect, volumes, VPC Lattice
 * @param serviceConnectTls for each Service Connect service, whether it demands TLS
 */
public record EcsService(
        Arn arn,
        String status,
        Optional<Arn> taskDefinition,
        Optional<String> launchType,
        Optional<String> platformVersion,
        List<String> capacityProviders,
        List<String> onlyOn,
        Optional<TaskNetwork> network,
        boolean execEnabled,
        CircuitBreaker circuitBreaker,
        List<LifecycleHook> hooks,
        int loadBalancers,
        List<Boolean> serviceConnectTls,
        List<TaskSet> taskSets,
        int runningCount,
        List<Deployed> deployed,
        List<String> revisions,
        String json) {
    public EcsService {
        capacityProviders = List.copyOf(capacityProviders);
        onlyOn = List.copyOf(onlyOn);
        hooks = List.copyOf(hooks);
        serviceConnectTls = List.copyOf(serviceConnectTls);
        taskSets = List.copyOf(taskSets);
        deployed = List.copyOf(deployed);
        revisions = List.copyOf(revisions);
    }

    /** Whether tasks of it may be on an instance of its cluster. */
    public boolean runsOn(ContainerInstance instance) {
        return onlyOn.isEmpty()
                || instance.capacityProvider().filter(onlyOn::contains).isPresent();
    }

    /** Deployments that are being replaced, and of which tasks still run. */
    public List<Deployed> replaced() {
        return deployed.stream().filter(Deployed::replaced).toList();
    }

    /** ARNs of the task definitions of which tasks of it can run: its own, those of its task sets and of what is being replaced. */
    public List<Arn> taskDefinitions() {
        return Stream.of(
                        taskDefinition.stream(),
                        taskSets.stream().flatMap(set -> set.taskDefinition().stream()),
                        replaced().stream().flatMap(each -> each.taskDefinition().stream()))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** Where tasks of it can be: its own network, those of its task sets and of what is being replaced. */
    public List<TaskNetwork> networks() {
        return Stream.of(
                        network.stream(),
                        taskSets.stream().flatMap(set -> set.network().stream()),
                        replaced().stream().flatMap(each -> each.network().stream()))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** Whether some tasks of it have networks of their own, and others that of their hosts, as while the mode of the network changes. */
    public boolean inBothNetworks() {
        Stream<Optional<TaskNetwork>> staying =
                taskSets.isEmpty() ? Stream.of(network) : taskSets.stream().map(TaskSet::network);
        return Stream.concat(staying, replaced().stream().map(Deployed::network))
                        .map(Optional::isPresent)
                        .distinct()
                        .count()
                > 1;
    }

    /** Without what was written in it. */
    @Override
    public String toString() {
        return "EcsService[" + arn + "]";
    }

    /**
     * @param replaced whether it is not to stay, and tasks of it run or start
     * @param json as {@code aws ecs describe-services} prints it
     */
    public record Deployed(
            String id, Optional<Arn> taskDefinition, Optional<TaskNetwork> network, boolean replaced, String json) {
        /** Without what was written in it. */
        @Override
        public String toString() {
            return "Deployed[" + id + "]";
        }
    }

    public record CircuitBreaker(boolean enabled, boolean rollback) {}

    /**
     * @param target ARN of what decides; empty when the deployment waits for an answer through the API
     * @param timeoutAction what ECS does without an answer: {@code ROLLBACK} (the default of the API) or {@code CONTINUE}
     */
    public record LifecycleHook(Optional<String> target, List<String> stages, Optional<String> timeoutAction) {
        private static final String ROLLBACK = "ROLLBACK";

        public LifecycleHook {
            stages = List.copyOf(stages);
        }

        /** Whether a deployment waits for an answer, and goes on without one. */
        public boolean goesOnUnanswered() {
            return target.isEmpty()
                    && timeoutAction.filter(action -> !action.equals(ROLLBACK)).isPresent();
        }
    }

    /** @param json as {@code aws ecs describe-task-sets} prints it */
    public record TaskSet(String arn, Optional<Arn> taskDefinition, Optional<TaskNetwork> network, String json) {
        /** Without what was written in it. */
        @Override
        public String toString() {
            return "TaskSet[" + arn + "]";
        }
    }
}
