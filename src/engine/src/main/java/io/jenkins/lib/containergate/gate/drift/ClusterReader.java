package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.runtime.Workload.Kind;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads every task of a cluster, and sorts them by what started them. */
final class ClusterReader {
    private static final int TASKS = 100;
    private static final int SERVICES = 10;
    private static final int MAX_TASKS = 100_000;

    private final EcsLookups ecs;
    private final int threads;

    /** @param threads how many calls at once */
    ClusterReader(EcsLookups ecs, int threads) {
        this.ecs = ecs;
        this.threads = threads;
    }

    /**
     * @param name of the cluster
     * @param ended tasks that ended while they were read
     */
    record Read(String name, List<Workload> workloads, int ended) {}

    private record Key(Kind kind, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : name.compareTo(other.name);
        }
    }

    /**
     * @param qualified whether the cluster is named with its account and region, because there are others of its name
     * @throws GateException when ECS does not tell all of it
     */
    Read read(String cluster, Optional<String> service, boolean qualified, Deadline deadline)
            throws GateException, InterruptedException {
        Arn arn = ecs.cluster(cluster, deadline).required().arn();
        String name = qualified ? qualified(arn) : arn.name();
        Tasks tasks = new Tasks();
        Map<String, EcsService> byName = new HashMap<>();
        Parallel.together(List.of(
                () -> tasks(name, cluster, service, tasks, deadline),
                () -> services(cluster, service, byName, deadline)));
        Map<Key, List<EcsTask>> groups = new TreeMap<>();
        byName.keySet().forEach(each -> groups.put(new Key(Kind.SERVICE, each), new ArrayList<>()));
        tasks.read.forEach(task -> group(task, groups));
        for (EcsService each : byName.values()) {
            if (each.runningCount() > 0
                    && groups.get(new Key(Kind.SERVICE, each.arn().name())).isEmpty()) {
                again(cluster, each.arn().name(), tasks, deadline).forEach(task -> group(task, groups));
            }
        }
        List<Workload> workloads = new ArrayList<>();
        groups.forEach((key, members) -> workloads.add(new Workload(
                name,
                key.kind(),
                key.name(),
                key.kind() == Kind.SERVICE ? Optional.ofNullable(byName.get(key.name())) : Optional.empty(),
                members)));
        return new Read(name, workloads, tasks.ended);
    }

    private static void group(EcsTask task, Map<Key, List<EcsTask>> groups) {
        groups.computeIfAbsent(key(task), unused -> new ArrayList<>()).add(task);
    }

    /**
     * The tasks of a service of which ECS says that some run, and has told none: they may have been replaced meanwhile.
     *
     * @throws GateException when it still says so
     */
    private List<EcsTask> again(String cluster, String service, Tasks tasks, Deadline deadline)
            throws GateException, InterruptedException {
        List<String> names =
                ecs.taskNames(cluster, Optional.of(service), deadline).required();
        Set<Arn> known = tasks.read.stream().map(EcsTask::arn).collect(Collectors.toSet());
        List<String> others = names.stream()
                .filter(name -> Arn.of(name).filter(known::contains).isEmpty())
                .toList();
        List<EcsTask> read = others.isEmpty()
                ? List.of()
                : ecs.tasks(cluster, others, deadline).required();
        Key group = new Key(Kind.SERVICE, service);
        if (read.stream().noneMatch(task -> key(task).equals(group))) {
            int running = ecs.services(cluster, List.of(service), deadline)
                    .required()
                    .get(0)
                    .runningCount();
            if (running > 0) {
                throw new GateException(
                        "ECS says that " + running + " tasks of the service " + service + " run, and "
                                + (names.isEmpty() ? "lists none" : "describes none that it started"),
                        "check again, and see whether a proxy changes answers of AWS");
            }
        }
        tasks.ended += others.size() - read.size();
        tasks.read.addAll(read);
        return read;
    }

    /** Of an ARN: account, region and name; of anything else itself. */
    static String qualified(String cluster) {
        return Arn.of(cluster).map(ClusterReader::qualified).orElse(cluster);
    }

    private static String qualified(Arn arn) {
        return arn.account() + "/" + arn.region() + "/" + arn.name();
    }

    /** Written by one thread, and read when it has ended. */
    private static final class Tasks {
        private final List<EcsTask> read = new ArrayList<>();
        private int ended;
    }

    private void tasks(String name, String cluster, Optional<String> service, Tasks tasks, Deadline deadline)
            throws GateException, InterruptedException {
        List<String> names = ecs.taskNames(cluster, service, deadline).required();
        List<EcsTask> toRun = described(name, cluster, names, deadline);
        Set<Arn> known = toRun.stream().map(EcsTask::arn).collect(Collectors.toSet());
        List<String> stopping =
                ecs.stoppingTaskNames(cluster, service, deadline).required();
        tasks.read.addAll(toRun);
        // listed twice where it was told to stop in between
        described(name, cluster, stopping, deadline).stream()
                .filter(task -> known.add(task.arn()))
                .forEach(tasks.read::add);
        tasks.ended = names.size() - toRun.size();
    }

    private List<EcsTask> described(String name, String cluster, List<String> names, Deadline deadline)
            throws GateException, InterruptedException {
        if (names.size() > MAX_TASKS) {
            throw new GateException(
                    "the cluster " + name + " runs more than " + MAX_TASKS + " tasks, or ended as many within the hour",
                    "check it service by service");
        }
        return Parallel.map(
                        batches(names, TASKS),
                        threads,
                        batch -> ecs.tasks(cluster, batch, deadline).required())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private void services(String cluster, Optional<String> service, Map<String, EcsService> byName, Deadline deadline)
            throws GateException, InterruptedException {
        List<String> names = service.isPresent()
                ? List.of(service.get())
                : ecs.serviceNames(cluster, deadline).required();
        for (List<EcsService> batch : Parallel.map(
                batches(names, SERVICES),
                threads,
                part -> service.isPresent()
                        ? List.of(used(
                                ecs.services(cluster, part, deadline).required().get(0)))
                        : listed(cluster, part, deadline))) {
            batch.forEach(each -> byName.put(each.arn().name(), each));
        }
    }

    /** ECS still describes a service that was deleted; whoever names it does not mean that. */
    private static EcsService used(EcsService service) throws GateException {
        if (service.status().equals("INACTIVE")) {
            throw new GateException(
                    "the service " + service.arn().name() + " is INACTIVE: it was deleted", "name one that is in use");
        }
        return service;
    }

    /** One that is deleted while the cluster is read is not an error. */
    private List<EcsService> listed(String cluster, List<String> names, Deadline deadline)
            throws GateException, InterruptedException {
        Lookup<List<EcsService>> answer = ecs.services(cluster, names, deadline);
        if (!(answer instanceof Lookup.Failed)) {
            return answer.required();
        }
        Set<String> now = Set.copyOf(ecs.serviceNames(cluster, deadline).required());
        List<String> left = names.stream().filter(now::contains).toList();
        if (left.size() == names.size()) {
            return answer.required();
        }
        return left.isEmpty()
                ? List.of()
                : ecs.services(cluster, left, deadline).required();
    }

    /** Groups are written by ECS for services and by whoever calls {@code RunTask} otherwise. */
    private static Key key(EcsTask task) {
        String group = task.group().orElse("");
        int colon = group.indexOf(':');
        String rest = group.substring(colon + 1);
        return switch (colon < 0 ? "" : group.substring(0, colon)) {
            case "service" -> new Key(Kind.SERVICE, rest);
            case "daemon" -> new Key(Kind.DAEMON, rest);
            case "family" -> new Key(Kind.STANDALONE, rest);
            default ->
                group.isEmpty() ? new Key(Kind.STANDALONE, task.taskDefinition().name()) : new Key(Kind.OTHER, group);
        };
    }

    private static List<List<String>> batches(List<String> all, int size) {
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }
}
