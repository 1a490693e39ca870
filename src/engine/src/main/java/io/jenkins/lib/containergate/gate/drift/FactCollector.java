package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.ecs.runtime.DefinitionEvidence;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Containers;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningNoPublicAddressRule;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedVerdicts;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.drift.DefinitionReader.Judged;
import io.jenkins.lib.containergate.gate.drift.DefinitionReader.Registered;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Collects what the rules need to know of everything that runs in a cluster. */
final class FactCollector {
    private final CloudLookups aws;
    private final DriftGate gate;
    private final EvidenceReader evidence;
    private final DefinitionReader definitions;
    private final KnownImages known;
    private final SignatureGate signatures;
    private final boolean signed;
    private final DriftCheck.Threads threads;

    /** @param signed whether rules on task definitions ask who signed an image */
    FactCollector(
            DriftCheck.Access access,
            DriftGate gate,
            EvidenceReader evidence,
            DefinitionReader definitions,
            KnownImages known,
            boolean signed) {
        this.aws = access.aws();
        this.gate = gate;
        this.evidence = evidence;
        this.definitions = definitions;
        this.known = known;
        this.signatures = access.signatures();
        this.signed = signed;
        this.threads = access.threads();
    }

    /**
     * @param workloads everything the rules need to know of them
     * @param signatures verdicts on who signed each image, where they are wanted
     */
    record Facts(List<WorkloadFacts> workloads, Map<Arn, Judged> definitions, Map<RunningImage, Verdict> signatures) {}

    /**
     * What is asked of registries, of ECS and of EC2 is asked at once: each has limits of its own.
     *
     * @param everything who signed each image, and all task definitions, whatever the policy has off
     */
    Facts of(List<Workload> workloads, boolean everything, Deadline deadline)
            throws GateException, InterruptedException {
        Map<Workload, Containers> containers = new IdentityHashMap<>();
        workloads.forEach(workload -> containers.put(workload, WorkloadFacts.containers(workload.tasks())));
        Map<RunningImage, ImageEvidence> images = new ConcurrentHashMap<>();
        Map<RunningImage, Verdict> signers = new ConcurrentHashMap<>();
        Map<Arn, Registered> registered = new HashMap<>();
        AtomicReference<Lookup<Map<String, String>>> addresses = new AtomicReference<>();
        Set<Arn> revisions =
                everything ? allRevisions(workloads) : definitions.isWanted() ? revisions(workloads) : Set.of();
        Parallel.together(List.of(
                () -> read(distinct(containers.values()), threads.registries(), image -> {
                    KnownImages.Known read = known.of(image, () -> known(image, everything || signed, deadline));
                    images.put(image, read.evidence());
                    read.signatures().ifPresent(verdict -> signers.put(image, verdict));
                    return image;
                }),
                () -> registered.putAll(
                        read(revisions, threads.aws(), revision -> definitions.read(revision, deadline))),
                () -> addresses.set(addresses(workloads, deadline))));
        Map<Arn, Judged> judged = judged(containers.values(), runBy(workloads), registered, images, signers, deadline);
        List<WorkloadFacts> all = new ArrayList<>();
        for (Workload workload : workloads) {
            Map<RunningImage, ImageEvidence> own = new HashMap<>();
            containers
                    .get(workload)
                    .running()
                    .forEach(running -> own.put(running.image(), images.get(running.image())));
            Map<Arn, DefinitionEvidence> started = new HashMap<>();
            workload.tasks().forEach(task -> {
                if (judged.containsKey(task.taskDefinition())) {
                    started.put(
                            task.taskDefinition(),
                            judged.get(task.taskDefinition()).evidence());
                }
            });
            all.add(new WorkloadFacts(workload, containers.get(workload), own, started, addresses.get()));
        }
        return new Facts(all, judged, signers);
    }

    private KnownImages.Known known(RunningImage image, boolean signers, Deadline deadline)
            throws GateException, InterruptedException {
        EvidenceReader.Read read = evidence.read(image, deadline);
        Optional<AttestedVerdicts.Found> found =
                read.found().filter(each -> signers && each.evidence().isPresent());
        Optional<Verdict> verdict =
                found.isPresent() ? Optional.of(signed(image, found.get(), deadline)) : Optional.empty();
        return new KnownImages.Known(read.evidence(), verdict);
    }

    /** Whatever goes wrong is an ERROR. */
    private Verdict signed(RunningImage image, AttestedVerdicts.Found found, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Subject subject = new Subject(
                image.named().toString(), Optional.of(image.digest().toString()), Optional.empty(), Optional.empty());
        try {
            SignatureEvidence evidence =
                    signatures.withContentTrust(found.evidence().orElseThrow(), image.named(), deadline);
            return signatures.judge(subject, evidence, found::source, deadline);
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            return signatures.unreadable(subject, e);
        }
    }

    private static Set<RunningImage> distinct(Collection<Containers> containers) {
        Set<RunningImage> distinct = new LinkedHashSet<>();
        containers.forEach(each -> each.running().forEach(running -> distinct.add(running.image())));
        return distinct;
    }

    private static Set<Arn> revisions(List<Workload> workloads) {
        Set<Arn> revisions = new LinkedHashSet<>();
        workloads.forEach(workload -> workload.tasks().forEach(task -> revisions.add(task.taskDefinition())));
        return revisions;
    }

    /** Also those of services without a task. */
    private static Set<Arn> allRevisions(List<Workload> workloads) {
        Set<Arn> revisions = revisions(workloads);
        workloads.stream()
                .filter(workload -> workload.tasks().isEmpty())
                .flatMap(workload -> workload.service().stream())
                .forEach(service -> service.taskDefinition().ifPresent(revisions::add));
        return revisions;
    }

    private static Map<Arn, Set<Workload>> runBy(List<Workload> workloads) {
        Map<Arn, Set<Workload>> runBy = new HashMap<>();
        for (Workload workload : workloads) {
            for (Arn revision : allRevisions(List.of(workload))) {
                runBy.computeIfAbsent(revision, unused -> Collections.newSetFromMap(new IdentityHashMap<>()))
                        .add(workload);
            }
        }
        return runBy;
    }

    private Map<Arn, Judged> judged(
            Collection<Containers> containers,
            Map<Arn, Set<Workload>> runBy,
            Map<Arn, Registered> registered,
            Map<RunningImage, ImageEvidence> images,
            Map<RunningImage, Verdict> signers,
            Deadline deadline)
            throws GateException, InterruptedException {
        Map<Arn, Map<RunningImage, DefinitionReader.ImageVerdicts>> inTasks = new HashMap<>();
        for (Containers each : containers) {
            for (Running running : each.running()) {
                RunningImage image = running.image();
                inTasks.computeIfAbsent(running.task().taskDefinition(), unused -> new HashMap<>())
                        .put(
                                image,
                                new DefinitionReader.ImageVerdicts(
                                        images.get(image), Optional.ofNullable(signers.get(image))));
            }
        }
        return read(
                registered.keySet(),
                threads.aws(),
                revision -> definitions.judge(
                        revision,
                        registered.get(revision),
                        inTasks.getOrDefault(revision, Map.of()),
                        runBy.getOrDefault(revision, Set.of()),
                        threads.awsForEach(registered.size()),
                        deadline));
    }

    private Lookup<Map<String, String>> addresses(List<Workload> workloads, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        if (!gate.isOn(new RunningNoPublicAddressRule().metadata())) {
            return new Lookup.NotAsked<>("the rule is off");
        }
        List<String> interfaces = new ArrayList<>();
        for (Workload workload : workloads) {
            for (EcsTask task : workload.tasks()) {
                interfaces.addAll(task.interfaces());
            }
        }
        return interfaces.isEmpty()
                ? new Lookup.Answered<>(Map.of())
                : aws.network().publicAddresses(interfaces, deadline);
    }

    private static <T, R> Map<T, R> read(Collection<T> things, int threads, Parallel.Task<T, R> reading)
            throws GateException, InterruptedException {
        List<T> all = List.copyOf(things);
        List<R> read = Parallel.map(all, threads, reading);
        Map<T, R> map = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            map.put(all.get(i), read.get(i));
        }
        return map;
    }
}
