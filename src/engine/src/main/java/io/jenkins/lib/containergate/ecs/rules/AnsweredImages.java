package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.ImageAnswer;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import java.util.Map;

/**
 * Turns what another gate said of images into findings on the containers that run them.
 *
 * @param byImage by the text of {@code image}
 * @param unasked for an image that is not among them
 * @param prefix of the reason why an image failed
 */
record AnsweredImages(Map<String, ImageAnswer> byImage, ImageAnswer unasked, String prefix) {

    void judge(ContainerDefinition container, TaskFindings findings) {
        Field<String> image = container.image();
        if (image instanceof Unresolved<String> later) {
            findings.undecided(later);
        } else if (image.absent()) {
            findings.broken(image.place(), "image is not set", Fix.none());
        } else {
            judge(image, byImage.getOrDefault(image.known().orElse(""), unasked), findings);
        }
    }

    private void judge(Field<String> image, ImageAnswer answer, TaskFindings findings) {
        if (answer instanceof ImageAnswer.Failed failed) {
            findings.broken(image.place(), prefix + failed.reason(), Fix.none());
        } else if (answer instanceof ImageAnswer.Undecided undecided) {
            findings.undecided(image.place(), undecided.problem(), undecided.remedy());
        }
    }
}
