package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.Coverage;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Inspector knows of the images of a task that come from ECR; each has an answer of its own, since accounts differ. */
public record ScannedImagesQuestion() implements Question<TaskDefinition, List<ScannedImagesQuestion.Answer>> {

    /**
     * @param image as the task definition names it
     * @param coverage of this very image
     */
    public record Answer(String image, Place place, Lookup<List<Coverage>> coverage) {}

    /** Why there is nothing to ask; empty when there is, or may be. */
    public static Optional<String> excludes(TaskDefinition task) {
        return RepositoriesQuestion.excludes(task);
    }

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        about.containers().unresolved().forEach(container -> answers.add(unknown(container)));
        for (ContainerDefinition container : about.containers().values()) {
            Field<String> image = container.image();
            if (image instanceof Field.Unresolved<String> unresolved) {
                answers.add(unknown(unresolved));
            } else if (image instanceof Field.Known<String> known) {
                try {
                    ImageReference reference = ImageReference.parse(known.value());
                    Optional<EcrRegistry> registry =
                            EcrRegistry.of(reference.registry().toLowerCase(Locale.ROOT));
                    if (registry.isPresent()) {
                        answers.add(new Answer(
                                known.value(),
                                known.place(),
                                aws.inspector()
                                        .images(registry.get(), reference.path(), deadline)
                                        .map(all -> all.stream()
                                                .filter(each -> of(reference, each))
                                                .toList())));
                    }
                } catch (GateException e) {
                    answers.add(new Answer("", known.place(), new Lookup.Failed<>(e.problem(), e.remedy())));
                }
            }
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

    private static Answer unknown(Field.Unresolved<?> value) {
        return new Answer(
                "",
                value.place(),
                new Lookup.Failed<>(
                        value.place().name() + " is not known: " + value.reason(),
                        "give what it depends on (--parameter NAME=VALUE), or evaluate what is deployed"));
    }
}
