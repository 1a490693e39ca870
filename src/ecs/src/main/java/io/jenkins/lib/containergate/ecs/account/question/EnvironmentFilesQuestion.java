package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.FilesOfS3;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files in S3 that the containers of a task take variables, or the configuration of FireLens, from. */
public record EnvironmentFilesQuestion() implements Question<TaskDefinition, List<EnvironmentFilesQuestion.Answer>> {
    private static final Pattern OBJECT = Pattern.compile("arn:aws[a-z-]*:s3:::([^/]+)/(.+)", Pattern.DOTALL);

    /**
     * @param place where the definition names it
     * @param router whether it is the configuration of FireLens
     * @param content of the file
     */
    public record Answer(Place place, boolean router, Lookup<byte[]> content) {}

    @Override
    public Optional<String> excludes(TaskDefinition task) {
        return count(task) == 0 && task.containers().unresolved().isEmpty()
                ? Optional.of("no container takes a file from S3")
                : Optional.empty();
    }

    /** How many files the containers name, at least. */
    public static int count(TaskDefinition task) {
        return task.containers().values().stream()
                .mapToInt(container -> FilesOfS3.of(container).count())
                .sum();
    }

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (Unresolved<?> later : about.containers().unresolved()) {
            answers.add(new Answer(later.place(), false, unknown(later)));
        }
        for (ContainerDefinition container : about.containers().values()) {
            FilesOfS3 taken = FilesOfS3.of(container);
            for (FilesOfS3.File file : taken.files()) {
                answers.add(new Answer(file.name().place(), file.router(), content(file.name(), aws, deadline)));
            }
            for (Unresolved<?> later : taken.unknown()) {
                answers.add(new Answer(later.place(), false, unknown(later)));
            }
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }

    private static Lookup<byte[]> content(Field<String> named, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        if (named instanceof Unresolved<String> later) {
            return unknown(later);
        }
        Matcher object = OBJECT.matcher(named.known().orElse(""));
        return object.matches()
                ? aws.files().object(object.group(1), object.group(2), deadline)
                : new Lookup.Failed<>(
                        "a file that a container takes from S3 is not named by the ARN of an object in S3",
                        "name it arn:aws:s3:::BUCKET/KEY");
    }

    private static Lookup<byte[]> unknown(Unresolved<?> later) {
        return new Lookup.Failed<>(
                "a file that a container takes from S3 is not known before it is deployed: " + later.reason(),
                NotKnown.remedy(later));
    }
}
