package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the containers of a task that run an image: by its digest, or by the very reference it was asked for with. */
final class TaskImages {
    private TaskImages() {}

    static ContainerImages of(TaskDefinition task, Image image) {
        Map<String, ImageConfig> configs = new HashMap<>();
        Optional<ImageReference> asked = parse(image.reference());
        task.containers()
                .values()
                .forEach(container -> container.image().known().ifPresent(text -> {
                    Optional<ImageReference> named = parse(text);
                    if (named.isPresent() && same(named.get(), asked, image)) {
                        configs.put(text, image.config());
                    }
                }));
        return new ContainerImages(configs);
    }

    private static boolean same(ImageReference named, Optional<ImageReference> asked, Image image) {
        return named.digest().isPresent()
                ? named.digest().equals(Optional.of(image.digest()))
                        || named.digest().equals(image.indexDigest())
                : asked.filter(each -> each.repository().equals(named.repository()))
                        .filter(each -> each.tag().equals(named.tag()))
                        .isPresent();
    }

    private static Optional<ImageReference> parse(String text) {
        try {
            return Optional.of(ImageReference.parse(text));
        } catch (GateException e) {
            return Optional.empty();
        }
    }
}
