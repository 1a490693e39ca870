package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The repositories of ECR that the images of a task come from; each has an answer of its own, since accounts differ. */
public record RepositoriesQuestion() implements Question<TaskDefinition, List<RepositoriesQuestion.Answer>> {

    /** @param place of the first image from it */
    public record Answer(String name, Place place, Lookup<EcrRepository> repository) {}

    private record Repository(EcrRegistry registry, String name) {}

    /** Why there is nothing to ask; empty when there is, or may be. */
    public static Optional<String> excludes(TaskDefinition task) {
        boolean none = task.containers().unresolved().isEmpty()
                && task.containers().values().stream()
                        .map(ContainerDefinition::image)
                        .allMatch(image -> image.absent()
                                || image.known().filter(text -> !ofEcr(text)).isPresent());
        return none ? Optional.of("no image comes from a private registry of ECR") : Optional.empty();
    }

    /** What is no reference may be meant to be anything. */
    private static boolean ofEcr(String image) {
        try {
            return repository(image).isPresent();
        } catch (GateException e) {
            return true;
        }
    }

    private static Optional<Repository> repository(String image) throws GateException {
        ImageReference reference = ImageReference.parse(image);
        return EcrRegistry.of(reference.registry().toLowerCase(Locale.ROOT))
                .map(registry -> new Repository(registry, reference.path()));
    }

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Map<Repository, Place> places = new LinkedHashMap<>();
        List<Answer> answers = new ArrayList<>();
        about.containers().unresolved().forEach(container -> answers.add(unknown(container)));
        for (ContainerDefinition container : about.containers().values()) {
            Field<String> image = container.image();
            if (image instanceof Field.Unresolved<String> unresolved) {
                answers.add(unknown(unresolved));
            } else if (image instanceof Field.Known<String> known) {
                try {
                    repository(known.value()).ifPresent(found -> places.putIfAbsent(found, known.place()));
                } catch (GateException e) {
                    answers.add(new Answer("", known.place(), new Lookup.Failed<>(e.problem(), e.remedy())));
                }
            }
        }
        for (Map.Entry<Repository, Place> each : places.entrySet()) {
            Repository repository = each.getKey();
            answers.add(new Answer(
                    repository.name(),
                    each.getValue(),
                    aws.repositories().repository(repository.registry(), repository.name(), deadline)));
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }

    private static Answer unknown(Field.Unresolved<?> value) {
        return new Answer(
                "",
                value.place(),
                new Lookup.Failed<>(
                        value.place().name() + " is not known: " + value.reason(),
                        "give what it depends on (--parameter NAME=VALUE), or judge what is deployed"));
    }
}
