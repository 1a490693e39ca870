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

/** The log groups that the containers of a task write to. */
public record LogGroupsQuestion() implements Question<TaskDefinition, List<LogGroupsQuestion.Answer>> {
    private static final String DRIVER = "awslogs";
    private static final String GROUP = "awslogs-group";
    private static final String REGION = "awslogs-region";

    /**
     * @param place of the option that names it
     * @param group empty when there is none of that name
     */
    public record Answer(String name, Place place, Optional<LogGroup> group) {}

    /** Why there is nothing to ask; empty when there is. */
    public static Optional<String> excludes(TaskDefinition task) {
        return task.containers().unresolved().isEmpty()
                        && logs(task).stream()
                                .allMatch(log -> option(log, GROUP).isEmpty() && !open(log))
                ? Optional.of("no container writes to a log group of CloudWatch")
                : Optional.empty();
    }

    private static Lookup<List<Answer>> unknown() {
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
        List<Answer> answers = new ArrayList<>();
        for (ContainerDefinition.LogConfiguration log : logs(about)) {
            Optional<Field<String>> name = option(log, GROUP);
            List<String> called = name.map(LogGroupsQuestion::called).orElse(List.of());
            if (called.size() > 1 && called.stream().anyMatch(about.logGroups()::containsKey)) {
                return Optional.of(unknown());
            }
            Optional<Lookup<LogGroup>> group = called.stream().findFirst().map(about.logGroups()::get);
            if (group.isEmpty() || log.logDriver().known().isEmpty()) {
                return Optional.empty();
            }
            if (!(group.get() instanceof Lookup.Answered<LogGroup> known)) {
                return Optional.of(group.get().map(unused -> List.of()));
            }
            answers.add(new Answer(known.value().name(), name.get().place(), Optional.of(known.value())));
        }
        return answers.isEmpty() || !about.containers().unresolved().isEmpty()
                ? Optional.empty()
                : Optional.of(new Lookup.Answered<>(List.copyOf(answers)));
    }

    /** What it refers to, or its name; several where a condition decides. */
    private static List<String> called(Field<String> name) {
        return name instanceof Field.Unresolved<String> later
                ? later.names().toList()
                : name.known().stream().toList();
    }

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        if (!about.containers().unresolved().isEmpty()) {
            return unknown();
        }
        Map<Optional<String>, Map<String, Place>> byRegion = new LinkedHashMap<>();
        for (ContainerDefinition.LogConfiguration log : logs(about)) {
            Optional<Field<String>> name = option(log, GROUP);
            Optional<Field<String>> region = option(log, REGION);
            if (name.isEmpty() && !open(log)) {
                continue;
            }
            if (open(log)
                    || name.get().known().isEmpty()
                    || region.filter(each -> each.known().isEmpty()).isPresent()) {
                return unknown();
            }
            byRegion.computeIfAbsent(region.flatMap(Field::known), unused -> new LinkedHashMap<>())
                    .putIfAbsent(name.get().known().get(), name.get().place());
        }
        List<Answer> answers = new ArrayList<>();
        for (Map.Entry<Optional<String>, Map<String, Place>> each : byRegion.entrySet()) {
            Map<String, Place> places = each.getValue();
            Lookup<List<LogGroup>> groups =
                    aws.audit().logGroups(each.getKey(), List.copyOf(places.keySet()), deadline);
            if (!(groups instanceof Lookup.Answered<List<LogGroup>> known)) {
                return groups.map(unused -> List.of());
            }
            places.forEach((name, place) -> answers.add(new Answer(
                    name,
                    place,
                    known.value().stream()
                            .filter(group -> group.name().equals(name))
                            .findFirst())));
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }
}
