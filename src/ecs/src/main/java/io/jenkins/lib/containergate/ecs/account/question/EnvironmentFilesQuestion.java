package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files in S3 that the containers of a task take variables from. */
public record EnvironmentFilesQuestion() implements Question<TaskDefinition, List<EnvironmentFilesQuestion.Answer>> {
    private static final Pattern OBJECT = Pattern.compile("arn:aws[a-z-]*:s3:::([^/]+)/(.+)", Pattern.DOTALL);

    /**
     * @param place where the definition names it
     * @param content of the file
     */
    public record Answer(Place place, Lookup<byte[]> content) {}

    @Override
    public Optional<String> excludes(TaskDefinition task) {
        return count(task) == 0 && task.containers().unresolved().isEmpty()
                ? Optional.of("no container takes variables from a file")
                : Optional.empty();
    }

    /** How many files the containers name, at least. */
    public static int count(TaskDefinition task) {
        return task.containers().values().stream()
                .map(container -> container.variables().environmentFiles())
                .mapToInt(files -> files.values().size() + files.unresolved().size())
                .sum();
    }

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (Unresolved<?> later : about.containers().unresolved()) {
            answers.add(new Answer(later.place(), unknown()));
        }
        for (ContainerDefinition container : about.containers().values()) {
            var files = container.variables().environmentFiles();
            for (ContainerDefinition.NameValue file : files.values()) {
                answers.add(new Answer(file.value().place(), content(file.value(), aws, deadline)));
            }
            for (Unresolved<?> later : files.unresolved()) {
                answers.add(new Answer(later.place(), unknown()));
            }
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }

    private static Lookup<byte[]> content(Field<String> named, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        if (named.known().isEmpty()) {
            return unknown();
        }
        Matcher object = OBJECT.matcher(named.known().get());
        return object.matches()
                ? aws.files().object(object.group(1), object.group(2), deadline)
                : new Lookup.Failed<>(
                        "a file of environment variables is not named by the ARN of an object in S3",
                        "name it arn:aws:s3:::BUCKET/KEY");
    }

    private static Lookup<byte[]> unknown() {
        return new Lookup.Failed<>(
                "a file of environment variables of a container is not known before it is deployed", NotKnown.REMEDY);
    }
}
