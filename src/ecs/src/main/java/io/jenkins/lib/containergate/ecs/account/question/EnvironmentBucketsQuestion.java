package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.FileBucket;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.DeclaredResources.Declared;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.FilesOfS3;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The buckets that environment variables of a task, and the configuration of its FireLens router, come from. */
public record EnvironmentBucketsQuestion()
        implements Question<TaskDefinition, List<EnvironmentBucketsQuestion.Answer>> {
    private static final Pattern FILE = Pattern.compile("arn:aws[a-z-]*:s3:::([^/]+)/.+", Pattern.DOTALL);

    private static final char GAP = Value.Unresolved.GAP;
    /** A gap for the name of the bucket, or for all of its ARN. */
    private static final Pattern SHAPE =
            Pattern.compile("(?<before>|arn:(?:aws[a-z-]*|" + GAP + "):s3:::)" + GAP + "/.+", Pattern.DOTALL);

    /** @param bucket its name; empty when the task definition does not name one */
    public record Answer(String bucket, Place place, Lookup<FileBucket> settings) {}

    @Override
    public Optional<String> excludes(TaskDefinition task) {
        boolean none = task.containers().unresolved().isEmpty()
                && task.containers().values().stream()
                        .allMatch(container -> FilesOfS3.of(container).count() == 0);
        return none ? Optional.of("no container takes a file from S3") : Optional.empty();
    }

    /**
     * Where a file of variables is.
     *
     * @param bucket empty when it is not known
     * @param settings as far as the file of the task definition decides them; empty where AWS knows them
     */
    private record Source(String bucket, Place place, Optional<Lookup<FileBucket>> settings) {}

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (Source source : sources(about)) {
            answers.add(new Answer(
                    source.bucket(),
                    source.place(),
                    source.settings().isPresent()
                            ? source.settings().get()
                            : aws.secrets().bucket(source.bucket(), deadline)));
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }

    /** Those that the file declares are judged all the same. */
    @Override
    public Lookup<List<Answer>> unasked(TaskDefinition about, Lookup.NotAsked<List<Answer>> reason) {
        Lookup<FileBucket> not = reason.map(unused -> new FileBucket(false, List.of()));
        List<Answer> answers = sources(about).stream()
                .map(source -> new Answer(
                        source.bucket(),
                        source.place(),
                        source.settings()
                                .filter(unused -> !source.bucket().isEmpty())
                                .orElse(not)))
                .toList();
        return answers.stream().allMatch(answer -> answer.settings() == not) ? reason : new Lookup.Answered<>(answers);
    }

    private static List<Source> sources(TaskDefinition about) {
        List<Source> sources = new ArrayList<>();
        Set<String> named = new HashSet<>();
        about.containers().unresolved().forEach(later -> sources.add(unknown(later)));
        for (ContainerDefinition container : about.containers().values()) {
            FilesOfS3 taken = FilesOfS3.of(container);
            taken.unknown().forEach(later -> sources.add(unknown(later)));
            for (FilesOfS3.File file : taken.files()) {
                Optional<String> bucket = bucket(file.name());
                if (bucket.isEmpty()) {
                    sources.add(unnamed(file, about));
                } else if (named.add(bucket.get())) {
                    sources.add(new Source(
                            bucket.get(),
                            file.place(),
                            Optional.ofNullable(about.buckets().byName().get(bucket.get()))
                                    .map(Declared::answer)));
                }
            }
        }
        return sources;
    }

    /** A file whose bucket has no name that is written. */
    private static Source unnamed(FilesOfS3.File file, TaskDefinition about) {
        if (file.name() instanceof Field.Unresolved<String> later) {
            return reference(later, about)
                    .map(called -> new Source(
                            called,
                            file.place(),
                            Optional.of(
                                    about.buckets().byReference().get(called).answer())))
                    .orElseGet(() -> unknown(later));
        }
        return new Source(
                "",
                file.place(),
                Optional.of(new Lookup.Failed<>(
                        "the file is not named by the ARN of an object in S3", "name it by its ARN")));
    }

    /** Its name, where that is written; of the object's key, not all need be known. */
    private static Optional<String> bucket(Field<String> file) {
        Matcher arn = FILE.matcher(
                file instanceof Field.Unresolved<String> later
                        ? later.shape()
                        : file.known().orElse(""));
        return arn.matches() && arn.group(1).indexOf(GAP) < 0 ? Optional.of(arn.group(1)) : Optional.empty();
    }

    /** What refers to the bucket of the file whose name, or whose ARN, is where the bucket is in the ARN of an object. */
    private static Optional<String> reference(Field.Unresolved<String> file, TaskDefinition about) {
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
                ? Optional.of(origin)
                : Optional.empty();
    }

    private static Source unknown(Field.Unresolved<?> value) {
        return new Source("", value.place(), Optional.of(NotKnown.failed(value)));
    }
}
