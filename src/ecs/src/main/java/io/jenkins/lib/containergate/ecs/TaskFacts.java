package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.Optional;
import java.util.Set;

/**
 * Everything task definition rules may know.
 *
 * @param answers what other gates said of the images
 * @param balanced names of the containers that a load balancer checks
 * @param runs whether it runs the image that was judged along with it; empty when that is not asked
 */
public record TaskFacts(
        TaskDefinition task,
        ContainerImages images,
        ImageAnswers answers,
        Set<String> balanced,
        Optional<ImageAnswer> runs) {
    public TaskFacts {
        balanced = Set.copyOf(balanced);
    }

    /** Of images that nobody asked other gates about. */
    public TaskFacts(TaskDefinition task, ContainerImages images) {
        this(task, images, ImageAnswers.none(), Set.of(), Optional.empty());
    }

    /** With what was read of the images. */
    public TaskFacts reading(ContainerImages read) {
        return new TaskFacts(task, read, answers, balanced, runs);
    }

    public TaskFacts running(Optional<ImageAnswer> judged) {
        return new TaskFacts(task, images, answers, balanced, judged);
    }

    /** @param containers of this task behind a load balancer */
    public TaskFacts balanced(Set<String> containers) {
        return new TaskFacts(task, images, answers, containers, runs);
    }

    public TaskFacts answered(ImageAnswers given) {
        return new TaskFacts(task, images, given, balanced, runs);
    }
}
