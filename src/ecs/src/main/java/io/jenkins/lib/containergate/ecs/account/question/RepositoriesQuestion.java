package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.account.question.EcrImages.EcrImage;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The repositories of ECR that the images of a task come from; each has an answer of its own, since accounts differ. */
public record RepositoriesQuestion() implements Question<TaskDefinition, List<RepositoriesQuestion.Answer>> {

    /** @param place of the first image from it */
    public record Answer(String name, Place place, Lookup<EcrRepository> repository) {}

    private record Repository(EcrRegistry registry, String name) {}

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
        Map<Repository, Place> places = new LinkedHashMap<>();
        for (EcrImage image : images.known()) {
            places.putIfAbsent(
                    new Repository(image.registry(), image.reference().path()), image.place());
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
}
