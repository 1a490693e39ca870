package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ContainerVerdicts;
import io.jenkins.lib.containergate.gate.ImageDemand;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.build.GateContext;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is looked at of the images of tasks, as far as the policy or the job demands it. */
final class ImagesOfTasks {
    private final TaskDefinitionRequest request;
    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final Set<ImageDemand> demands = EnumSet.noneOf(ImageDemand.class);
    private final List<Judged> judged = new ArrayList<>();

    ImagesOfTasks(TaskDefinitionRequest request, GateContext context, EffectivePolicy policy, Clock clock) {
        this.request = request;
        this.context = context;
        this.policy = policy;
        this.clock = clock;
        demands.addAll(ImageDemand.of(policy));
        if (request.isVerifyImages()) {
            demands.add(ImageDemand.SIGNED);
        }
        if (request.isScanImages()) {
            demands.add(ImageDemand.SCANNED);
        }
    }

    /** Whether any registry is asked. */
    boolean lookedAt() {
        return request.isReadImages() || !demands.isEmpty();
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
        TaskImageJudge images = new TaskImageJudge(request, demands, context, policy, clock);
        ContainerVerdicts verdicts = new ContainerVerdicts(demands, images);
        ImageConfigReader configs = new ImageConfigReader(request, context, clock);
        for (TaskDefinition task : tasks) {
            ContainerImages read = request.isReadImages() ? configs.read(task) : ContainerImages.none();
            TaskFacts answered = verdicts.answer(new TaskFacts(task, read));
            facts.add(
                    request.isReadImages()
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
}
