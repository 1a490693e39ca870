package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ContainerVerdicts;
import io.jenkins.lib.containergate.gate.ImageDemand;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is looked at of the images of tasks, as far as the policy or the job demands it. */
final class ImagesOfTasks {
    private final CheckTaskDefinitionOptions options;
    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final Set<ImageDemand> demands = EnumSet.noneOf(ImageDemand.class);
    private final List<Judged> judged = new ArrayList<>();

    ImagesOfTasks(CheckTaskDefinitionOptions options, GateContext context, EffectivePolicy policy, Clock clock) {
        this.options = options;
        this.context = context;
        this.policy = policy;
        this.clock = clock;
        demands.addAll(ImageDemand.of(policy));
        if (options.isVerifyImages()) {
            demands.add(ImageDemand.SIGNED);
        }
        if (options.isScanImages()) {
            demands.add(ImageDemand.SCANNED);
        }
    }

    /** Whether any registry is asked. */
    boolean lookedAt() {
        return options.isReadImages() || !demands.isEmpty();
    }

    boolean scanned() {
        return demands.contains(ImageDemand.SCANNED);
    }

    /** The tasks with what came of their images; each image is judged once. */
    List<TaskFacts> facts(List<TaskDefinition> tasks) throws GateException, IOException, InterruptedException {
        List<TaskFacts> facts = new ArrayList<>();
        if (!lookedAt()) {
            tasks.forEach(task -> facts.add(new TaskFacts(task, ContainerImages.none())));
            return facts;
        }
        refuseSharedLogin(tasks);
        TaskImageJudge images = new TaskImageJudge(options, demands, context, policy, clock);
        ContainerVerdicts verdicts = new ContainerVerdicts(demands, images);
        ImageConfigReader configs = new ImageConfigReader(options, context, clock);
        for (TaskDefinition task : tasks) {
            ContainerImages read = options.isReadImages() ? configs.read(task) : ContainerImages.none();
            TaskFacts answered = verdicts.answer(new TaskFacts(task, read));
            facts.add(
                    options.isReadImages()
                            ? answered
                            : task.platform()
                                    .map(images::images)
                                    .map(answered::reading)
                                    .orElse(answered));
        }
        judged.addAll(images.judged());
        return facts;
    }

    /** The verdicts on images, in the order of the containers. */
    List<Judged> judged() {
        return List.copyOf(judged);
    }

    /** Whoever writes a task definition must not have a password sent to a registry of their choice. */
    private void refuseSharedLogin(List<TaskDefinition> tasks) throws GateException {
        if (options.getRegistryCredentialsId() == null) {
            return;
        }
        Set<String> registries = new TreeSet<>();
        for (TaskDefinition task : tasks) {
            for (ContainerDefinition container : task.containers().values()) {
                Optional<String> image = container.image().known();
                if (image.isPresent()) {
                    registries.add(ImageReference.parse(image.get()).registry());
                }
            }
        }
        if (registries.size() > 1) {
            throw new GateException(
                    "registryCredentialsId is a login of one registry, and the tasks name images of "
                            + String.join(", ", registries),
                    "leave it away, and have an administrator give each registry its login under Manage Jenkins,"
                            + " Security, Container gate");
        }
    }
}
