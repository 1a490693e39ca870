package io.jenkins.lib.containergate.cli.task;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration of every image a task names from its registry, and keeps its digest. */
final class TaskImageReader {
    private final ImageSources sources;
    private final Deadline deadline;
    private final Map<String, Digest> digests = new HashMap<>();

    TaskImageReader(ImageSources sources, Deadline deadline) {
        this.sources = sources;
        this.deadline = deadline;
    }

    /** @throws GateException when an image that is named cannot be read */
    TaskFacts read(TaskDefinition task) throws GateException, IOException, InterruptedException {
        Map<String, ImageConfig> configs = new HashMap<>();
        Platform platform = task.platform()
                .orElseThrow(() -> new GateException(
                        task.name() + " does not say before its deployment which platform it runs on",
                        "give what runtimePlatform depends on (--parameter NAME=VALUE)"));
        for (ContainerDefinition container : task.containers().values()) {
            Optional<String> name = container.image().known();
            if (name.isPresent() && !configs.containsKey(name.get())) {
                Image image = read(name.get(), platform);
                configs.put(name.get(), image.config());
                digests.put(name.get(), image.digest());
            }
        }
        return new TaskFacts(task, new ContainerImages(configs));
    }

    /** The name with the digest that was read instead of its tag; the same text for an image that was not read. */
    String pinned(String name) {
        if (!digests.containsKey(name)) {
            return name;
        }
        try {
            ImageReference reference = ImageReference.parse(name);
            return new ImageReference(
                            reference.registry(), reference.path(), Optional.empty(), Optional.of(digests.get(name)))
                    .familiar();
        } catch (GateException e) {
            return name;
        }
    }

    /** Whatever the text looks like, it names an image in a registry and never a file of this machine. */
    private Image read(String name, Platform platform) throws GateException, IOException, InterruptedException {
        ImageLocation location = new ImageLocation.Registry(name, ImageReference.parse(name));
        try (ImageSource source = sources.open(location, Limits.defaults())) {
            List<Image> images = source.resolve(Optional.of(platform), deadline);
            if (images.size() != 1) {
                throw new GateException(
                        name + " has " + images.size() + " images for " + platform
                                + ", and the task does not say which it runs",
                        "name the image by its digest");
            }
            return images.get(0);
        }
    }
}
