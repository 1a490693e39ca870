package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.Set;

/**
 * Everything task definition rules may know.
 *
 * @param answers what other gates said of the images
 * @param balanced names of the containers that a load balancer checks
 */
public record TaskFacts(TaskDefinition task, ContainerImages images, ImageAnswers answers, Set<String> balanced) {
    public TaskFacts {
        balanced = Set.copyOf(balanced);
    }

    /** Of images that nobody asked other gates about. */
    public TaskFacts(TaskDefinition task, ContainerImages images) {
        this(task, images, ImageAnswers.none(), Set.of());
    }

    /** With what was read of the images. */
    public TaskFacts reading(ContainerImages read) {
        return new TaskFacts(task, read, answers, balanced);
    }

    /** @param containers of this task behind a load balancer */
    public TaskFacts balanced(Set<String> containers) {
        return new TaskFacts(task, images, answers, containers);
    }

    public TaskFacts answered(ImageAnswers given) {
        return new TaskFacts(task, images, given, balanced);
    }
}
