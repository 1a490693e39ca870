package io.jenkins.lib.containergate.aws.ecs;

import java.time.Instant;
import java.util.Optional;

/**
 * A lifecycle hook that a deployment has reached.
 *
 * @param id what {@code ContinueServiceDeployment} answers; empty where ECS names none
 * @param targetType {@code PAUSE} or {@code AWS_LAMBDA}
 * @param status {@code AWAITING_ACTION}, {@code IN_PROGRESS}, {@code SUCCEEDED}, {@code FAILED} or {@code TIMED_OUT}
 * @param expiresAt when ECS takes the time-out action
 * @param timeoutAction {@code ROLLBACK} (the default of the API) or {@code CONTINUE}
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHookDetail.html">DeploymentLifecycleHookDetail</a>
 */
public record LifecycleHookState(
        Optional<String> id,
        Optional<String> targetType,
        String status,
        Optional<Instant> expiresAt,
        Optional<String> timeoutAction) {
    public static final String AWAITING = "AWAITING_ACTION";
    public static final String SUCCEEDED = "SUCCEEDED";

    /** Whether {@code ContinueServiceDeployment} is waited for. */
    public boolean waiting() {
        return status.equals(AWAITING);
    }
}
