package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.ecs.LifecycleHookState;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployment;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** From the SDK's shapes of deployments to the engine's. */
final class DeploymentShapes {
    private DeploymentShapes() {}

    static ServiceDeployment deployment(software.amazon.awssdk.services.ecs.model.ServiceDeployment deployment)
            throws UnansweredException {
        return new ServiceDeployment(
                EcsShapes.arn(deployment.serviceDeploymentArn()),
                EcsShapes.arn(deployment.serviceArn()),
                EcsShapes.arn(deployment.clusterArn()),
                EcsShapes.text(deployment.statusAsString()),
                Optional.ofNullable(deployment.targetServiceRevision()).map(ServiceRevisionSummary::arn),
                Optional.ofNullable(deployment.lifecycleStageAsString()),
                deployment.lifecycleHookDetails().stream()
                        .map(DeploymentShapes::hook)
                        .toList());
    }

    private static LifecycleHookState hook(DeploymentLifecycleHookDetail hook) {
        return new LifecycleHookState(
                Optional.ofNullable(hook.hookId()).filter(id -> !id.isEmpty()),
                Optional.ofNullable(hook.targetTypeAsString()),
                EcsShapes.text(hook.statusAsString()),
                Optional.ofNullable(hook.expiresAt()),
                Optional.ofNullable(hook.timeoutActionAsString()));
    }

    static ServiceRevision revision(software.amazon.awssdk.services.ecs.model.ServiceRevision revision)
            throws UnansweredException {
        return new ServiceRevision(
                EcsShapes.arn(revision.serviceRevisionArn()),
                EcsShapes.arn(revision.serviceArn()),
                EcsShapes.arn(revision.clusterArn()),
                EcsShapes.arn(revision.taskDefinition()),
                revision.containerImages().stream()
                        .map(image -> new ServiceRevision.ContainerImage(
                                EcsShapes.text(image.containerName()),
                                Optional.ofNullable(image.image()),
                                Optional.ofNullable(image.imageDigest()).filter(digest -> !digest.isEmpty())))
                        .toList(),
                new SdkJson().object(revision).toString());
    }
}
