package io.jenkins.lib.containergate.ecs.runtime;

import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Optional;

/**
 * An image that runs.
 *
 * @param text as the task definition names it
 * @param named the same, parsed
 * @param digest that was pulled, of an image or of an index
 * @param platform it runs on, to choose the image of an index
 */
public record RunningImage(String text, ImageReference named, Digest digest, Optional<Platform> platform) {

    /** By the digest alone: whatever the tag means by now. */
    public ImageReference pinned() {
        return of(digest);
    }

    /** Another digest of its repository. */
    public ImageReference of(Digest other) {
        return new ImageReference(named.registry(), named.path(), Optional.empty(), Optional.of(other));
    }

    /** @throws GateException when ECS does not say which image runs */
    static RunningImage of(EcsTask task, EcsTask.RunningContainer container) throws GateException {
        if (container.image().isEmpty() || container.imageDigest().isEmpty()) {
            throw new GateException(
                    "ECS does not say which " + (container.image().isEmpty() ? "image" : "digest") + " runs",
                    "update the container agent, or start the task again");
        }
        Digest digest;
        try {
            digest = Digest.parse(container.imageDigest().get());
        } catch (GateException e) {
            throw new GateException(
                    "ECS names the digest "
                            + SafeText.visible(container.imageDigest().get()) + ", which is none",
                    "see whether a proxy or an end point of your own answers");
        }
        return new RunningImage(
                container.image().get(), ImageReference.parse(container.image().get()), digest, platform(task));
    }

    /** Windows has one architecture on ECS. */
    private static Optional<Platform> platform(EcsTask task) throws GateException {
        String os = task.start().windows() ? "windows/" : "linux/";
        Optional<String> architecture = task.start().architecture();
        return architecture.isEmpty()
                ? Optional.empty()
                : Optional.of(Platform.parse(os + (architecture.get().equals("arm64") ? "arm64" : "amd64")));
    }
}
