package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether tasks run the image that was judged along with them. */
final class RunsJudgedImage {
    private final Image image;
    private final Optional<ImageReference> asked;
    private final List<ImageReference> named = new ArrayList<>();
    private boolean unresolved;
    private boolean runs;

    private RunsJudgedImage(Image image, Optional<ImageReference> asked) {
        this.image = image;
        this.asked = asked;
    }

    /**
     * @param asked what the image was asked for with in its registry; empty for archives, layouts and daemons
     * @return empty when the image has nothing that a task definition could name it by
     */
    static Optional<ImageAnswer> of(List<TaskDefinition> tasks, Image image, Optional<ImageReference> asked) {
        RunsJudgedImage compared = new RunsJudgedImage(image, asked);
        for (TaskDefinition task : tasks) {
            compared.runs |= !TaskImages.of(task, image).configs().isEmpty();
            compared.unresolved |= !task.containers().unresolved().isEmpty();
            task.containers().values().forEach(compared::add);
        }
        return compared.answer();
    }

    private void add(ContainerDefinition container) {
        unresolved |= container.image() instanceof Unresolved<String>;
        container.image().known().ifPresent(text -> {
            try {
                named.add(ImageReference.parse(text));
            } catch (GateException e) {
                // no reference, so not this image either; image-by-digest says so
            }
        });
    }

    private Optional<ImageAnswer> answer() {
        if (runs) {
            return Optional.of(new ImageAnswer.Passed());
        }
        if (unresolved) {
            return Optional.of(new ImageAnswer.Undecided(
                    "which image the task runs is known only at deployment",
                    "give what it depends on (--parameter NAME=VALUE), so that it can be compared with the"
                            + " evaluated image"));
        }
        List<ImageReference> own = named.stream()
                .filter(each -> asked.filter(known -> known.repository().equals(each.repository()))
                        .isPresent())
                .toList();
        boolean pinned = named.stream().allMatch(each -> each.digest().isPresent());
        if (asked.isEmpty() && !(pinned && image.manifestDigest())) {
            return Optional.empty();
        }
        Optional<ImageReference> tag =
                own.stream().filter(each -> each.digest().isEmpty()).findFirst();
        if (tag.isPresent() && asked.filter(known -> known.digest().isPresent()).isPresent()) {
            return Optional.of(new ImageAnswer.Undecided(
                    "the task runs " + tag.get().familiar() + ", and whether that is the evaluated " + image.digest()
                            + " is not known",
                    "name the image by its digest in the task definition"));
        }
        return Optional.of(new ImageAnswer.Failed(
                own.isEmpty()
                        ? "no container runs "
                                + asked.map(ImageReference::repository).orElse("the evaluated image") + ", of which "
                                + image.digest() + " was evaluated"
                        : "the task runs " + own.get(0).familiar() + ", but " + image.digest() + " was evaluated"));
    }
}
