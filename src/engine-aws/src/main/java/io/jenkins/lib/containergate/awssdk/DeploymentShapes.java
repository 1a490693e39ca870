package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.LifecycleHookState;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployment;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From deployments and revisions as ECS answers them to the engine's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html">ServiceDeployment</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html">ServiceRevision</a>
 */
final class DeploymentShapes {
    private DeploymentShapes() {}

    static ServiceDeployment deployment(JsonShape deployment) throws UnansweredException {
        Optional<JsonShape> target = deployment.object("targetServiceRevision");
        List<LifecycleHookState> hooks = new ArrayList<>();
        for (JsonShape hook : deployment.objects("lifecycleHookDetails")) {
            hooks.add(new LifecycleHookState(
                    hook.text("hookId").filter(id -> !id.isEmpty()),
                    hook.text("targetType"),
                    hook.text("status").orElse(""),
                    hook.time("expiresAt"),
                    hook.text("timeoutAction")));
        }
        return new ServiceDeployment(
                arn(deployment, "serviceDeploymentArn"),
                arn(deployment, "serviceArn"),
                arn(deployment, "clusterArn"),
                deployment.text("status").orElse(""),
                target.isEmpty() ? Optional.empty() : target.get().text("arn"),
                deployment.text("lifecycleStage"),
                hooks);
    }

    static ServiceRevision revision(JsonShape revision) throws UnansweredException {
        List<ServiceRevision.ContainerImage> images = new ArrayList<>();
        for (JsonShape image : revision.objects("containerImages")) {
            images.add(new ServiceRevision.ContainerImage(
                    image.text("containerName").orElse(""),
                    image.text("image"),
                    image.text("imageDigest").filter(digest -> !digest.isEmpty())));
        }
        return new ServiceRevision(
                arn(revision, "serviceRevisionArn"),
                arn(revision, "serviceArn"),
                arn(revision, "clusterArn"),
                arn(revision, "taskDefinition"),
                images,
                revision.bool("guardDutyEnabled"),
                revision.json());
    }

    private static Arn arn(JsonShape shape, String member) throws UnansweredException {
        return EcsShapes.arn(shape.text(member).orElse(null));
    }
}
