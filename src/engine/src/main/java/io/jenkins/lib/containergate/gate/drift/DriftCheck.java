package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.RememberedLookups;
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
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningLicensesAllowedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningNoNewVulnerabilitiesRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningNoPublicAddressRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningTagUnmovedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningTaskDefinitionJudgedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningTaskDefinitionPassesRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningWaiversInForceRule;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.gate.ImageDemand;
import io.jenkins.lib.containergate.gate.LicenseReevaluation;
import io.jenkins.lib.containergate.gate.Reevaluation;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.gate.drift.DefinitionReader.Judged;
import io.jenkins.lib.containergate.gate.drift.DefinitionReader.Registered;
import io.jenkins.lib.containergate.gate.drift.DriftGate.Exposed;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageFinished;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageStarted;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import java.nio.file.Path;
import java.time.Clock;
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
import java.util.stream.IntStream;

/** Reads what runs in clusters and what is known of it, each image and each task definition once, and has it judged. */
public final class DriftCheck {
    private static final String STAGE = "drift";

    private final CloudLookups aws;
    private final DriftGate gate;
    private final EvidenceReader evidence;
    private final DefinitionReader definitions;
    private final Optional<RecordedReplacements> recorded;
    private final KnownImages known;
    private final SignatureGate signatures;
    private final boolean signed;
    private final Threads threads;
    private final ProgressListener progress;

    /**
     * How many calls at once.
     *
     * @param aws to AWS, in one account and region: its limits are for these
     * @param registries to registries
     */
    public record Threads(int aws, int registries) {
        /** Below what AWS lets one account do: 20 calls of a kind a second to ECS, 2,000 manifests a second from ECR. */
        public static Threads defaults() {
            return new Threads(16, 64);
        }

        /** Calls to AWS at once for each of so many things that are read at the same time. */
        public int awsForEach(int things) {
            return Math.max(1, aws / Math.max(1, things));
        }
    }

    /** What the clusters and accounts of one run share: their registries, verdicts and policy must be the same. */
    public static final class Shared {
        private final Optional<KeptDefinitions> definitions;
        private final KnownImages images = new KnownImages();

        /** @param definitions of earlier runs */
        public Shared(Optional<KeptDefinitions> definitions) {
            this.definitions = definitions;
        }
    }

    /**
     * How clusters and registries are reached.
     *
     * @param temporary directory for what has to be kept while it is read
     * @param signatures also says which verdicts count
     * @param vulnerabilities compared again; where they are not, what should be is undecided
     * @param ledger of the gates that ran before
     * @param secretRules of the organisation's own
     */
    public record Access(
            CloudLookups aws,
            Registries registries,
            Path temporary,
            SignatureGate signatures,
            Optional<Reevaluation> vulnerabilities,
            Optional<Ledger> ledger,
            List<CustomRule> secretRules,
            Threads threads,
            Shared shared) {
        /** The same, with look-ups that ask each question once. */
        public Access remembering() {
            return new Access(
                    RememberedLookups.of(aws),
                    registries,
                    temporary,
                    signatures,
                    vulnerabilities,
                    ledger,
                    secretRules,
                    threads,
                    shared);
        }
    }

    public DriftCheck(Access access, EffectivePolicy policy, Clock clock, ProgressListener progress) {
        this.aws = access.aws();
        this.gate = new DriftGate(policy, clock);
        DriftEvidence counts = policy.get(PolicyKeys.DRIFT_EVIDENCE).value();
        this.evidence = new EvidenceReader(
                access.signatures().verdicts(),
                access.registries(),
                access.vulnerabilities(),
                LicenseReevaluation.of(policy, clock),
                new EndedWaivers(policy, clock),
                new Evidence(counts, access.ledger().map(ledger -> new RecordedVerdicts(ledger, policy, clock))),
                new EvidenceReader.Wanted(
                        wants(new RunningTagUnmovedRule().metadata()),
                        wants(new RunningWaiversInForceRule().metadata()),
                        wants(new RunningNoNewVulnerabilitiesRule().metadata()),
                        wants(new RunningLicensesAllowedRule().metadata())));
        this.definitions = new DefinitionReader(
                RememberedLookups.of(access.aws()),
                new TaskDefinitionGate(policy, access.secretRules(), clock),
                ImageDemand.of(policy),
                access.registries(),
                access.temporary(),
                new RecordedDefinitions(counts, access.ledger(), clock),
                new RememberedDefinitions(access.shared().definitions, access.secretRules()),
                new DefinitionReader.Wanted(
                        wants(new RunningTaskDefinitionPassesRule().metadata()),
                        counts != DriftEvidence.ATTESTED && wants(new RunningTaskDefinitionJudgedRule().metadata())));
        this.threads = access.threads();
        this.known = access.shared().images;
        this.signatures = access.signatures();
        this.signed = ImageDemand.of(policy).contains(ImageDemand.SIGNED);
        this.recorded = access.ledger().map(ledger -> new RecordedReplacements(ledger, evidence, threads.registries()));
        this.progress = progress;
    }

    private boolean wants(RuleMetadata rule) {
        return gate.isOn(rule);
    }

    /**
     * Whatever cannot be read becomes an ERROR in the verdict.
     *
     * @param cluster name or ARN
     * @param service name; empty for everything that runs in the cluster
     */
    public Verdict check(String cluster, Optional<String> service, Deadline deadline) throws InterruptedException {
        String subject = subject(cluster, service);
        try {
            return gate.verdict(subject, List.of(drift(subject, cluster, service, false, deadline)));
        } catch (GateException e) {
            return gate.unreadable(subject, e);
        }
    }

    /** For people. */
    public static String subject(String cluster, Optional<String> service) {
        return "cluster " + cluster + service.map(name -> ", service " + name).orElse("");
    }

    /** For people, of one cluster among those of several accounts. */
    public static String subject(String cluster) {
        return "cluster " + ClusterReader.qualified(cluster);
    }

    /**
     * Everything that is known of what runs, whatever the policy has off.
     *
     * @param qualified whether the cluster, an ARN, is named with its account and region, because there are others of its name
     * @throws GateException when ECS does not tell what runs
     */
    public RunningCluster read(String cluster, Optional<String> service, boolean qualified, Deadline deadline)
            throws GateException, InterruptedException {
        progress.on(new StageStarted(STAGE, subject(cluster, service)));
        ClusterReader.Read read =
                new ClusterReader(aws.ecs(), threads.aws()).read(cluster, service, qualified, deadline);
        Facts facts = facts(read.workloads(), true, deadline);
        progress.on(new StageFinished(STAGE, read.workloads().size() + " read"));
        Map<Arn, ReadDefinition> known = new HashMap<>();
        facts.definitions()
                .forEach((revision, judged) ->
                        known.put(revision, new ReadDefinition(judged.evidence().rules(), judged.tasks())));
        return new RunningCluster(read.name(), facts.workloads(), known, facts.signatures(), read.ended());
    }

    /**
     * For a verdict on several clusters, in which each is named with its account and region.
     *
     * @throws GateException when what runs cannot be read
     */
    ClusterDrift drift(String cluster, Deadline deadline) throws GateException, InterruptedException {
        return drift("cluster " + cluster, cluster, Optional.empty(), true, deadline);
    }

    private ClusterDrift drift(
            String subject, String cluster, Optional<String> service, boolean qualified, Deadline deadline)
            throws GateException, InterruptedException {
        progress.on(new StageStarted(STAGE, subject));
        ClusterReader.Read read =
                new ClusterReader(aws.ecs(), threads.aws()).read(cluster, service, qualified, deadline);
        List<WorkloadFacts> facts = facts(read.workloads(), false, deadline).workloads();
        progress.on(new StageFinished(STAGE, read.workloads().size() + " read"));
        Replacements replacements = Replacements.of(facts);
        if (recorded.isPresent()) {
            recorded.get().add(facts, replacements, deadline);
        }
        List<List<Finding>> findings = gate.findings(facts);
        return gate.drift(facts, exposed(facts, findings, deadline), read.ended(), replacements);
    }

    /** Only where something was found: nothing else is ordered by it. */
    private List<Exposed> exposed(List<WorkloadFacts> facts, List<List<Finding>> findings, Deadline deadline)
            throws GateException, InterruptedException {
        InternetReach reach = new InternetReach(aws, deadline);
        return Parallel.map(
                IntStream.range(0, facts.size()).boxed().toList(),
                threads.aws(),
                i -> Exposed.of(findings.get(i), !findings.get(i).isEmpty() && reach.found(facts.get(i))));
    }

    /**
     * @param workloads everything the rules need to know of them
     * @param signatures verdicts on who signed each image, where they are wanted
     */
    private record Facts(
            List<WorkloadFacts> workloads, Map<Arn, Judged> definitions, Map<RunningImage, Verdict> signatures) {}

    /**
     * What is asked of registries, of ECS and of EC2 is asked at once: each has limits of its own.
     *
     * @param everything who signed each image, and all task definitions, whatever the policy has off
     */
    private Facts facts(List<Workload> workloads, boolean everything, Deadline deadline)
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
        Optional<Verdict> verdict = signers && read.signed().isPresent()
                ? Optional.of(signed(image, read.signed().get(), deadline))
                : Optional.empty();
        return new KnownImages.Known(read.evidence(), verdict);
    }

    /** Whatever goes wrong is an ERROR. */
    private Verdict signed(RunningImage image, SignatureEvidence evidence, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Subject subject = new Subject(
                image.named().toString(), Optional.of(image.digest().toString()), Optional.empty(), Optional.empty());
        try {
            return signatures.judge(subject, signatures.withContentTrust(evidence, image.named(), deadline));
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
                                        images.get(image).verdict(), Optional.ofNullable(signers.get(image))));
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
        if (!wants(new RunningNoPublicAddressRule().metadata())) {
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
