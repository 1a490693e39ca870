package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.FileBucket;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.NameValue;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The buckets that environment variables of a task come from. */
public record EnvironmentBucketsQuestion()
        implements Question<TaskDefinition, List<EnvironmentBucketsQuestion.Answer>> {
    private static final Pattern FILE = Pattern.compile("arn:aws[a-z-]*:s3:::([^/]+)/.+", Pattern.DOTALL);

    /** @param bucket its name; empty when the task definition does not name one */
    public record Answer(String bucket, Place place, Lookup<FileBucket> settings) {}

    /** Why there is nothing to ask; empty when there is, or may be. */
    public static Optional<String> excludes(TaskDefinition task) {
        boolean none = task.containers().unresolved().isEmpty()
                && task.containers().values().stream()
                        .map(container -> container.variables().environmentFiles())
                        .allMatch(files ->
                                files.values().isEmpty() && files.unresolved().isEmpty());
        return none ? Optional.of("no container has files of environment variables") : Optional.empty();
    }

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        Map<String, Place> buckets = new LinkedHashMap<>();
        about.containers().unresolved().forEach(later -> answers.add(unknown(later)));
        for (ContainerDefinition container : about.containers().values()) {
            container.variables().environmentFiles().unresolved().forEach(later -> answers.add(unknown(later)));
            for (NameValue file : container.variables().environmentFiles().values()) {
                if (file.value() instanceof Field.Unresolved<String> later) {
                    answers.add(unknown(later));
                    continue;
                }
                Matcher arn = FILE.matcher(file.value().known().orElse(""));
                if (arn.matches()) {
                    buckets.putIfAbsent(arn.group(1), file.place());
                } else {
                    answers.add(new Answer(
                            "",
                            file.place(),
                            new Lookup.Failed<>(
                                    "the file is not named by the ARN of an object in S3", "name it by its ARN")));
                }
            }
        }
        for (Map.Entry<String, Place> each : buckets.entrySet()) {
            answers.add(new Answer(each.getKey(), each.getValue(), aws.secrets().bucket(each.getKey(), deadline)));
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }

    private static Answer unknown(Field.Unresolved<?> value) {
        return new Answer("", value.place(), NotKnown.failed(value));
    }
}
