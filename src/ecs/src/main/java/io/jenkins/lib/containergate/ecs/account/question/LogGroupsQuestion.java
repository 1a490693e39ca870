package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The log groups that the containers of a task write to. */
public record LogGroupsQuestion() implements Question<TaskDefinition, List<LogGroupsQuestion.Answer>> {
    private static final String DRIVER = "awslogs";
    private static final String GROUP = "awslogs-group";
    private static final String REGION = "awslogs-region";

    /**
     * @param name empty when it is not known
     * @param place of the option that names it
     * @param group empty when there is none of that name
     */
    public record Answer(String name, Place place, Lookup<Optional<LogGroup>> group) {}

    @Override
    public Optional<String> excludes(TaskDefinition task) {
        return task.containers().unresolved().isEmpty()
                        && logs(task).stream()
                                .allMatch(log -> option(log, GROUP).isEmpty() && !open(log))
                ? Optional.of("no container writes to a log group of CloudWatch")
                : Optional.empty();
    }

    private static <T> Lookup<T> unknown() {
        return new Lookup.Failed<>("the log group of a container is not known before it is deployed", NotKnown.REMEDY);
    }

    /** Those that go to CloudWatch, or may. */
    private static List<ContainerDefinition.LogConfiguration> logs(TaskDefinition task) {
        return task.containers().values().stream()
                .map(ContainerDefinition::log)
                .filter(log -> !log.logDriver().absent()
                        && log.logDriver().known().map(DRIVER::equals).orElse(true))
                .toList();
    }

    /** Whether the driver, or one of the options, is known only at deployment. */
    private static boolean open(ContainerDefinition.LogConfiguration log) {
        return log.logDriver().known().isEmpty() || !log.options().unresolved().isEmpty();
    }

    private static Optional<Field<String>> option(ContainerDefinition.LogConfiguration log, String key) {
        return log.options().values().stream()
                .filter(option -> option.key().equals(key))
                .map(ContainerDefinition.Option::value)
                .findFirst();
    }

    /** Where the file declares every group that the task writes to. */
    @Override
    public Optional<Lookup<List<Answer>>> declared(TaskDefinition about) {
        List<Answer> answers = ofFile(about);
        return answers.isEmpty() || !whole(answers, about)
                ? Optional.empty()
                : Optional.of(new Lookup.Answered<>(answers));
    }

    @Override
    public Lookup<List<Answer>> unasked(TaskDefinition about, Lookup.NotAsked<List<Answer>> reason) {
        List<Answer> answers = new ArrayList<>(ofFile(about));
        if (answers.isEmpty()) {
            return reason;
        }
        if (!whole(answers, about)) {
            answers.add(new Answer("", about.containers().place(), reason.map(unused -> Optional.empty())));
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }

    /** Whether these are the groups of every container. */
    private static boolean whole(List<Answer> ofFile, TaskDefinition about) {
        return ofFile.size() == writing(about).size()
                && about.containers().unresolved().isEmpty();
    }

    /** Those that name a group, or may. */
    private static List<ContainerDefinition.LogConfiguration> writing(TaskDefinition task) {
        return logs(task).stream()
                .filter(log -> option(log, GROUP).isPresent() || open(log))
                .toList();
    }

    /** What the file says of groups that it declares. */
    private static List<Answer> ofFile(TaskDefinition about) {
        Set<String> regions = regions(about);
        return writing(about).stream()
                .flatMap(log -> ofFile(log, about, regions).stream())
                .toList();
    }

    private static Optional<Answer> ofFile(
            ContainerDefinition.LogConfiguration log, TaskDefinition about, Set<String> regions) {
        Optional<Field<String>> name = option(log, GROUP);
        if (name.isEmpty() || log.logDriver().known().isEmpty()) {
            return Optional.empty();
        }
        Place place = name.get().place();
        if (about.logGroups().perhaps(name.get())) {
            return Optional.of(new Answer("", place, unknown()));
        }
        Optional<Field<String>> region = option(log, REGION).filter(each -> !ofStack(each));
        return about.logGroups()
                .of(name.get())
                .filter(group -> group.region().isEmpty()
                        || region.flatMap(Field::known)
                                .map(group.region().get()::equals)
                                .orElse(true))
                .map(group -> new Answer(
                        group.answer().fold(LogGroup::name, unused -> ""),
                        place,
                        region.filter(each -> each.known().isEmpty()).isPresent()
                                        || regions.size() > 1 && group.region().isEmpty()
                                ? elsewhere()
                                : group.answer().map(Optional::of)));
    }

    private static boolean ofStack(Field<String> region) {
        return region instanceof Field.Unresolved<String> later
                && later.origin().equals("AWS::Region");
    }

    /** The regions that containers of the task write to, as far as it names them: a file is deployed in one. */
    private static Set<String> regions(TaskDefinition task) {
        return writing(task).stream()
                .flatMap(log -> option(log, REGION).flatMap(Field::known).stream())
                .collect(Collectors.toSet());
    }

    private static Lookup<Optional<LogGroup>> elsewhere() {
        return new Lookup.Failed<>(
                "the region of the log group of a container is not the one of the file, or is not known before it is"
                        + " deployed",
                "give the region (--parameter AWS::Region=REGION), or evaluate what is deployed");
    }

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        if (!about.containers().unresolved().isEmpty()) {
            return unknown();
        }
        Set<String> regions = regions(about);
        List<Answer> answers = new ArrayList<>();
        Map<Optional<String>, Map<String, Place>> byRegion = new LinkedHashMap<>();
        for (ContainerDefinition.LogConfiguration log : writing(about)) {
            Optional<Answer> declared = ofFile(log, about, regions);
            if (declared.isPresent()) {
                answers.add(declared.get());
                continue;
            }
            Optional<Field<String>> name = option(log, GROUP);
            Optional<Field<String>> region = option(log, REGION);
            if (open(log)
                    || name.get().known().isEmpty()
                    || region.filter(each -> each.known().isEmpty()).isPresent()) {
                return unknown();
            }
            byRegion.computeIfAbsent(region.flatMap(Field::known), unused -> new LinkedHashMap<>())
                    .putIfAbsent(name.get().known().get(), name.get().place());
        }
        for (Map.Entry<Optional<String>, Map<String, Place>> each : byRegion.entrySet()) {
            Map<String, Place> places = each.getValue();
            Lookup<List<LogGroup>> groups =
                    aws.audit().logGroups(each.getKey(), List.copyOf(places.keySet()), deadline);
            if (!(groups instanceof Lookup.Answered<List<LogGroup>>) && answers.isEmpty()) {
                return groups.map(unused -> List.of());
            }
            places.forEach((name, place) -> answers.add(new Answer(
                    name,
                    place,
                    groups.map(known -> known.stream()
                            .filter(group -> group.name().equals(name))
                            .findFirst()))));
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }
}
