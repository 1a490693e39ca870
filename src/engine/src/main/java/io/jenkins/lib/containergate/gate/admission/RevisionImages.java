package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which digest each container of a service revision runs: the one that ECS has resolved, or that the task definition names.
 * Before the first task of a revision starts ECS may not have resolved tags yet.
 *
 * @param pinned by the text of {@code image} in the task definition
 * @param further images of the revision whose containers are not in the task definition
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html">container image resolution</a>
 */
record RevisionImages(Map<String, ImageReference> pinned, Set<ImageReference> further) {

    /** @throws GateException when a container has no digest, or not exactly one */
    static RevisionImages of(TaskDefinition task, ServiceRevision revision) throws GateException {
        Map<String, ServiceRevision.ContainerImage> resolved = new LinkedHashMap<>();
        for (ServiceRevision.ContainerImage image : revision.images()) {
            if (resolved.put(image.container(), image) != null) {
                throw new GateException(
                        revision.arn() + " lists the container '" + image.container() + "' twice",
                        "see whether a proxy changes answers of AWS");
            }
        }
        if (!task.containers().unresolved().isEmpty()
                || task.containers().values().isEmpty()) {
            throw new GateException(
                    "the containers of " + task.name() + " are not known", "see aws ecs describe-task-definition");
        }
        Map<String, ImageReference> pinned = new HashMap<>();
        for (ContainerDefinition container : task.containers().values()) {
            String name = known(container.name().known(), "a name", container);
            String text = known(container.image().known(), "an image", container);
            ImageReference image = pinned(name, text, Optional.ofNullable(resolved.remove(name)), revision);
            ImageReference other = pinned.put(text, image);
            if (other != null && !other.equals(image)) {
                throw new GateException(
                        "two containers run " + text + " with different digests: "
                                + other.digest().orElseThrow() + " and "
                                + image.digest().orElseThrow(),
                        "name the images by their digests in the task definition");
            }
        }
        Set<ImageReference> further = new LinkedHashSet<>();
        for (ServiceRevision.ContainerImage image : resolved.values()) {
            String text = image.image()
                    .orElseThrow(() -> new GateException(
                            revision.arn() + " runs a container '" + image.container()
                                    + "' of which neither it nor the task definition names the image",
                            "see aws ecs describe-service-revisions"));
            further.add(pinned(image.container(), text, Optional.of(image), revision));
        }
        return new RevisionImages(pinned, further);
    }

    private static String known(Optional<String> text, String what, ContainerDefinition container)
            throws GateException {
        return text.filter(each -> !each.isEmpty())
                .orElseThrow(() -> new GateException(
                        container.label() + " has no known " + what.substring(what.indexOf(' ') + 1),
                        "see aws ecs describe-task-definition"));
    }

    private static ImageReference pinned(
            String container, String text, Optional<ServiceRevision.ContainerImage> resolved, ServiceRevision revision)
            throws GateException {
        ImageReference named = ImageReference.parse(text);
        Optional<String> digest = resolved.flatMap(ServiceRevision.ContainerImage::digest);
        if (digest.isEmpty() && named.digest().isEmpty()) {
            throw new GateException(
                    "which digest of " + text + " the container '" + container + "' runs is not known: "
                            + revision.arn() + " has none for it",
                    "name the image by its digest in the task definition; ECS may resolve tags only when a task starts,"
                            + " and never with versionConsistency disabled");
        }
        if (digest.isEmpty()) {
            return named;
        }
        Digest runs = Digest.parse(digest.get());
        if (named.digest().filter(each -> !each.equals(runs)).isPresent()) {
            throw new GateException(
                    "the container '" + container + "' runs " + runs + ", and the task definition names "
                            + named.digest().get(),
                    "deploy again, and see aws ecs describe-service-revisions");
        }
        return named.withDigest(runs);
    }
}
