package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.aws.ecs.LifecycleHookState;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployment;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a deployment again: right before its answer, and after it. */
final class DeploymentStates {
    private static final Set<String> GOES_ON = Set.of("PENDING", "IN_PROGRESS", "SUCCESSFUL");
    private static final int LOOKS = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final ServiceDeployments ecs;
    private final Pause pause;
    private final Clock clock;

    DeploymentStates(ServiceDeployments ecs, Pause pause, Clock clock) {
        this.ecs = ecs;
        this.pause = pause;
        this.clock = clock;
    }

    /** @param answerable whether an answer to the hook can still have an effect */
    record Change(GateException problem, boolean answerable) {}

    ServiceRevision revision(ServiceDeployment deployment, Deadline deadline)
            throws GateException, InterruptedException {
        String target = deployment
                .targetRevision()
                .orElseThrow(() -> new GateException(
                        "ECS names no target revision of " + deployment.arn(),
                        "see aws ecs describe-service-deployments"));
        ServiceRevision revision = ecs.revision(target, deadline).required();
        if (!revision.service().equals(deployment.service())) {
            throw new GateException(
                    target + " is a revision of " + revision.service() + ", not of " + deployment.service(),
                    "see whether a proxy changes answers of AWS");
        }
        return revision;
    }

    /** What is not any more as it was judged. */
    Optional<Change> changed(
            ServiceDeployment deployment, LifecycleHookState hook, ServiceRevision judged, Deadline deadline)
            throws GateException, InterruptedException {
        ServiceDeployment now = read(deployment, deadline);
        Optional<LifecycleHookState> same = hook(now, hook);
        if (!now.inProgress()) {
            return over("the deployment is " + now.status() + ": it was stopped while it was evaluated");
        }
        if (same.isEmpty() || !same.get().waiting()) {
            return over("the hook is " + status(same)
                    + ": it was answered elsewhere, or timed out, while the deployment was evaluated");
        }
        Optional<Instant> end = same.get().expiresAt();
        if (end.filter(each -> !clock.instant().isBefore(each)).isPresent()) {
            return over("the hook timed out at " + end.get() + ", before it was answered");
        }
        if (!same.get().timeoutAction().equals(hook.timeoutAction())) {
            return other("the time-out action of the hook was changed while the deployment was evaluated");
        }
        if (!now.targetRevision().equals(deployment.targetRevision())
                || !revision(now, deadline).equals(judged)) {
            return other("the service revision was changed while it was evaluated");
        }
        return Optional.empty();
    }

    private static Optional<Change> over(String problem) {
        return Optional.of(new Change(again(problem), false));
    }

    private static Optional<Change> other(String problem) {
        return Optional.of(new Change(again(problem), true));
    }

    private static GateException again(String problem) {
        return new GateException(
                problem, "see aws ecs describe-service-deployments; deploy again where it was rolled back");
    }

    /** Why the deployment does not go on although ECS acknowledged CONTINUE. */
    Optional<GateException> stopped(ServiceDeployment deployment, LifecycleHookState hook, Deadline deadline)
            throws InterruptedException {
        try {
            for (int look = 0; look < LOOKS; look++) {
                ServiceDeployment now = read(deployment, deadline);
                Optional<LifecycleHookState> same = hook(now, hook);
                if (!GOES_ON.contains(now.status())) {
                    return lost("the deployment is " + now.status());
                }
                if (same.isEmpty() || same.get().status().equals(LifecycleHookState.SUCCEEDED)) {
                    return Optional.empty();
                }
                if (!same.get().waiting()) {
                    return lost("the hook is " + same.get().status());
                }
                pause.sleep(BETWEEN_LOOKS);
            }
            return lost("the hook still waits");
        } catch (GateException e) {
            return lost("what became of it is not known: " + e.problem());
        }
    }

    private static Optional<GateException> lost(String state) {
        return Optional.of(new GateException(
                "ECS acknowledged CONTINUE, but " + state,
                "see aws ecs describe-service-deployments, and who else answers"));
    }

    /** Where the deployment is now, for a message; empty when that is not known. */
    String now(ServiceDeployment deployment, LifecycleHookState hook, Deadline deadline) throws InterruptedException {
        try {
            ServiceDeployment now = read(deployment, deadline);
            return "; the deployment is now " + now.status() + ", the hook " + status(hook(now, hook));
        } catch (GateException e) {
            return "";
        }
    }

    private ServiceDeployment read(ServiceDeployment deployment, Deadline deadline)
            throws GateException, InterruptedException {
        return ecs.deployments(List.of(deployment.arn().toString()), deadline)
                .required()
                .get(0);
    }

    private static Optional<LifecycleHookState> hook(ServiceDeployment deployment, LifecycleHookState wanted) {
        return deployment.hooks().stream()
                .filter(each -> each.id().equals(wanted.id()))
                .findFirst();
    }

    private static String status(Optional<LifecycleHookState> hook) {
        return hook.map(LifecycleHookState::status).orElse("gone");
    }
}
