package io.jenkins.lib.containergate.aws.ecs;

import io.jenkins.lib.containergate.arn.Arn;
import java.util.List;
import java.util.Optional;

/**
 * A deployment of a service.
 *
 * @param status such as {@code IN_PROGRESS}, {@code ROLLBACK_IN_PROGRESS} or {@code STOPPED}
 * @param targetRevision ARN of the service revision that it brings; empty where ECS names none
 * @param stage such as {@code PRE_SCALE_UP}
 * @param hooks the lifecycle hooks it has reached
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html">ServiceDeployment</a>
 */
public record ServiceDeployment(
        Arn arn,
        Arn service,
        Arn cluster,
        String status,
        Optional<String> targetRevision,
        Optional<String> stage,
        List<LifecycleHookState> hooks) {
    private static final String IN_PROGRESS = "IN_PROGRESS";

    public ServiceDeployment {
        hooks = List.copyOf(hooks);
    }

    /** The only state in which ECS takes an answer to a hook. */
    public boolean inProgress() {
        return status.equals(IN_PROGRESS);
    }

    /** The hooks that wait for {@code ContinueServiceDeployment}. */
    public List<LifecycleHookState> waiting() {
        return hooks.stream().filter(LifecycleHookState::waiting).toList();
    }
}
