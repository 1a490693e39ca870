package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.Coverage;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.account.question.EcrImages.EcrImage;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Inspector knows of the images of a task that come from ECR; each has an answer of its own, since accounts differ. */
public record ScannedImagesQuestion() implements Question<TaskDefinition, List<ScannedImagesQuestion.Answer>> {

    /**
     * @param image as the task definition names it
     * @param coverage of this very image
     */
    public record Answer(String image, Place place, Lookup<List<Coverage>> coverage) {}

    @Override
    public Optional<String> excludes(TaskDefinition task) {
        return EcrImages.excludes(task);
    }

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        EcrImages images = EcrImages.of(about);
        List<Answer> answers = new ArrayList<>();
        images.unknown().forEach(each -> answers.add(new Answer("", each.place(), each.answer())));
        for (EcrImage image : images.known()) {
            answers.add(new Answer(
                    image.text(),
                    image.place(),
                    aws.inspector()
                            .images(image.registry(), image.reference().path(), deadline)
                            .map(all -> all.stream()
                                    .filter(each -> of(image.reference(), each))
                                    .toList())));
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }

    /** By its digest, which Inspector writes at the end; else by its tag. */
    private static boolean of(ImageReference reference, Coverage coverage) {
        return reference
                .digest()
                .map(digest -> coverage.resource().endsWith("/" + digest))
                .orElseGet(() -> coverage.tags().contains(reference.tag().orElse("latest")));
    }
}
