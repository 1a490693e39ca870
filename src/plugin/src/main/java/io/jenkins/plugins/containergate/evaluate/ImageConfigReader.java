package io.jenkins.plugins.containergate.evaluate;

import hudson.FilePath;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.plugins.containergate.access.ControllerRegistries;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.agent.ReadImageConfigCallable;
import io.jenkins.plugins.containergate.build.GateContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Has the agent read the configurations of images of tasks; outside of a node the controller reads them itself. */
final class ImageConfigReader {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final TaskDefinitionRequest request;
    private final GateContext context;
    private final Clock clock;
    private final Map<Platform, Map<String, ImageConfig>> known = new HashMap<>();

    ImageConfigReader(TaskDefinitionRequest request, GateContext context, Clock clock) {
        this.request = request;
        this.context = context;
        this.clock = clock;
    }

    /** @throws GateException when an image that is named cannot be read */
    ContainerImages read(TaskDefinition task) throws GateException, IOException, InterruptedException {
        Platform platform = task.platform()
                .orElseThrow(() -> new GateException(
                        task.name() + " does not say before its deployment which platform it runs on",
                        "give what runtimePlatform depends on (parameters)"));
        Map<String, ImageConfig> configs = known.computeIfAbsent(platform, unused -> new HashMap<>());
        for (ContainerDefinition container : task.containers().values()) {
            Optional<String> name = container.image().known();
            if (name.isPresent() && !configs.containsKey(name.get())) {
                Image image = read(ImageReference.parse(name.get()), platform);
                configs.put(name.get(), image.config());
            }
        }
        return new ContainerImages(configs);
    }

    private Image read(ImageReference reference, Platform platform)
            throws GateException, IOException, InterruptedException {
        ImageTarget target = ImageTarget.of(
                reference,
                platform,
                request.credentials().idFor(reference),
                TaskImageJudge.account(request, reference));
        return read(reference, platform, target, context, clock);
    }

    /** @throws GateException when it cannot be read */
    static Image read(ImageReference reference, Platform platform, ImageTarget target, GateContext context, Clock clock)
            throws GateException, IOException, InterruptedException {
        Deadline until = Deadline.after(DEADLINE, clock);
        ControllerRegistries registries = new ControllerRegistries(context, target.awsAccount(), clock);
        String credentials = target.registryCredentialsId();
        Optional<FilePath> workspace = context.workspace();
        if (workspace.isEmpty()) {
            return ReadImageConfigCallable.read(registries.client(reference, credentials), reference, platform, until);
        }
        byte[] answer = workspace
                .get()
                .act(new ReadImageConfigCallable(
                        reference.toString(),
                        platform.toString(),
                        registries.access(reference, credentials, until),
                        DEADLINE.toSeconds()));
        return ReadImageConfigCallable.Answer.image(answer, reference, platform, until);
    }
}
