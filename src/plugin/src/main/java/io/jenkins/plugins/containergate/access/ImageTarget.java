package io.jenkins.plugins.containergate.access;

import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import org.jspecify.annotations.Nullable;

/**
 * An image as a job, or a task definition, names it, and what it is reached with.
 *
 * @param name as the job wrote it
 * @param archive whether {@code name} is the path of an archive of unknown kind
 * @param platform to choose from an image of several; {@code null} for all of them
 * @param registryCredentialsId of the job; without one, the organisation's credentials for the image
 * @param awsAccount of the organisation's configuration, for ECR; without one, whichever is for the registry
 */
public record ImageTarget(
        String name,
        boolean archive,
        @Nullable String platform,
        @Nullable String registryCredentialsId,
        @Nullable String awsAccount) {

    /** The same name as the path of an archive. */
    public ImageTarget asArchive() {
        return new ImageTarget(name, true, platform, registryCredentialsId, awsAccount);
    }

    /** Another image of the same registry, of whichever platform. */
    public ImageTarget at(ImageReference other) {
        return new ImageTarget(other.toString(), false, null, registryCredentialsId, awsAccount);
    }

    /** An image in a registry: never a file, whatever the text of the reference looks like. */
    public static ImageTarget of(
            ImageReference reference,
            Platform platform,
            @Nullable String registryCredentialsId,
            @Nullable String awsAccount) {
        return new ImageTarget(reference.toString(), false, platform.toString(), registryCredentialsId, awsAccount);
    }
}
