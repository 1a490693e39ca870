package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.FileBucket;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.NameValue;
import io.jenkins.lib.containergate.ecs.task.DeclaredResources.Declared;
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

    private static final char GAP = Value.Unresolved.GAP;
    /** A gap for the name of the bucket, or for all of its ARN. */
    private static final Pattern SHAPE =
            Pattern.compile("(?<before>|arn:(?:aws[a-z-]*|" + GAP + "):s3:::)" + GAP + "/.+", Pattern.DOTALL);

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

    /** Asks about a bucket that the file does not declare, by its name. */
    private interface Elsewhere {
        Lookup<FileBucket> bucket(String name) throws DeadlineExceededException, InterruptedException;
    }

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        List<Answer> answers = new ArrayList<>(unknown(about));
        answers.addAll(named(about, name -> aws.secrets().bucket(name, deadline)));
        return new Lookup.Answered<>(List.copyOf(answers));
    }

    /** Those that the file declares are judged all the same. */
    @Override
    public Lookup<List<Answer>> unasked(TaskDefinition about, Lookup.NotAsked<List<Answer>> reason) {
        Lookup<FileBucket> not = reason.map(unused -> new FileBucket(false, List.of()));
        try {
            List<Answer> answers = new ArrayList<>(named(about, name -> not));
            if (answers.stream().allMatch(answer -> answer.settings() == not)) {
                return reason;
            }
            unknown(about).forEach(answer -> answers.add(new Answer("", answer.place(), not)));
            return new Lookup.Answered<>(List.copyOf(answers));
        } catch (DeadlineExceededException | InterruptedException e) {
            throw new IllegalStateException("nothing is asked", e);
        }
    }

    /** Files of which nobody knows where they are. */
    private static List<Answer> unknown(TaskDefinition about) {
        List<Answer> answers = new ArrayList<>();
        about.containers().unresolved().forEach(later -> answers.add(unknown(later)));
        for (ContainerDefinition container : about.containers().values()) {
            container.variables().environmentFiles().unresolved().forEach(later -> answers.add(unknown(later)));
            for (NameValue file : container.variables().environmentFiles().values()) {
                if (bucket(file.value()).isEmpty()) {
                    if (!(file.value() instanceof Field.Unresolved<String> later)) {
                        answers.add(new Answer(
                                "",
                                file.place(),
                                new Lookup.Failed<>(
                                        "the file is not named by the ARN of an object in S3", "name it by its ARN")));
                    } else if (declared(later, about).isEmpty()) {
                        answers.add(unknown(later));
                    }
                }
            }
        }
        return answers;
    }

    private static List<Answer> named(TaskDefinition about, Elsewhere elsewhere)
            throws DeadlineExceededException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        Map<String, Place> buckets = new LinkedHashMap<>();
        for (ContainerDefinition container : about.containers().values()) {
            for (NameValue file : container.variables().environmentFiles().values()) {
                Optional<String> bucketName = bucket(file.value());
                if (bucketName.isPresent()) {
                    buckets.putIfAbsent(bucketName.get(), file.place());
                } else if (file.value() instanceof Field.Unresolved<String> later) {
                    declared(later, about)
                            .ifPresent(bucket -> answers.add(new Answer(
                                    bucket.name(),
                                    file.place(),
                                    bucket.declared().answer())));
                }
            }
        }
        for (Map.Entry<String, Place> each : buckets.entrySet()) {
            Declared<FileBucket> declared = about.buckets().byName().get(each.getKey());
            answers.add(new Answer(
                    each.getKey(),
                    each.getValue(),
                    declared == null ? elsewhere.bucket(each.getKey()) : declared.answer()));
        }
        return answers;
    }

    /** Its name, where that is written; of the object's key, not all need be known. */
    private static Optional<String> bucket(Field<String> file) {
        Matcher arn = FILE.matcher(
                file instanceof Field.Unresolved<String> later
                        ? later.shape()
                        : file.known().orElse(""));
        return arn.matches() && arn.group(1).indexOf(GAP) < 0 ? Optional.of(arn.group(1)) : Optional.empty();
    }

    private record Referred(String name, Declared<FileBucket> declared) {}

    /** The bucket of the file whose name, or whose ARN, is where the bucket is in the ARN of an object. */
    private static Optional<Referred> declared(Field.Unresolved<String> file, TaskDefinition about) {
        Matcher shape = SHAPE.matcher(file.shape());
        if (!shape.matches()) {
            return Optional.empty();
        }
        int gap =
                (int) shape.group("before").chars().filter(each -> each == GAP).count();
        if (gap >= file.gaps().size()) {
            return Optional.empty();
        }
        String origin = file.gaps().get(gap);
        boolean arn = shape.group("before").isEmpty();
        return origin.endsWith(".Arn") == arn && about.buckets().byReference().containsKey(origin)
                ? Optional.of(new Referred(origin, about.buckets().byReference().get(origin)))
                : Optional.empty();
    }

    private static Answer unknown(Field.Unresolved<?> value) {
        return new Answer("", value.place(), NotKnown.failed(value));
    }
}
