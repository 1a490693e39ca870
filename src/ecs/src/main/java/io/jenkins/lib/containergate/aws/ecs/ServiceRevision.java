package io.jenkins.lib.containergate.aws.ecs;

import io.jenkins.lib.containergate.arn.Arn;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment of a service brings: immutable once ECS has resolved the images.
 *
 * @param taskDefinition with its revision
 * @param guardDuty whether Runtime Monitoring of GuardDuty was on when it was made; empty where ECS does not tell
 * @param json as {@code aws ecs describe-service-revisions} prints it; its members are those of {@code create-service}
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html">ServiceRevision</a>
 */
public record ServiceRevision(
        Arn arn,
        Arn service,
        Arn cluster,
        Arn taskDefinition,
        List<ContainerImage> images,
        Optional<Boolean> guardDuty,
        String json) {
    public ServiceRevision {
        images = List.copyOf(images);
    }

    /** @param digest {@code sha256:...}; empty until ECS has resolved the tag, or where it does not */
    public record ContainerImage(String container, Optional<String> image, Optional<String> digest) {}

    /** Without what was written in it. */
    @Override
    public String toString() {
        return "ServiceRevision[" + arn + "]";
    }
}
