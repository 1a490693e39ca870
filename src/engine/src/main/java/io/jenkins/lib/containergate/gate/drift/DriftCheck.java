package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningNoNewVulnerabilitiesRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningNoPublicAddressRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningTagUnmovedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningTaskDefinitionPassesRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningWaiversInForceRule;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedVerdicts;
import io.jenkins.lib.containergate.gate.ImageDemand;
import io.jenkins.lib.containergate.gate.Reevaluation;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.gate.VulnerabilityKnowledge;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageFinished;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageStarted;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what runs in clusters and what is known of it, each image and each task definition once, and has it judged. */
public final class DriftCheck {
    private static final String STAGE = "drift";

    private final CloudLookups aws;
    private final DriftGate gate;
    private final EvidenceReader evidence;
    private final DefinitionReader definitions;
    private final int threads;
    private final ProgressListener progress;

    /**
     * How clusters and registries are reached.
     *
     * @param temporary directory for what has to be kept while it is read
     * @param knowledge of vulnerabilities; where there is none, what should be compared again is undecided
     * @param ledger of the gates that ran before
     * @param secretRules of the organisation's own
     * @param threads how many calls to AWS, or to registries, at once
     */
    public record Access(
            CloudLookups aws,
            Registries registries,
            Path temporary,
            AttestedVerdicts verdicts,
            Optional<VulnerabilityKnowledge> knowledge,
            Optional<Ledger> ledger,
            List<CustomRule> secretRules,
            int threads) {}

    public DriftCheck(Access access, EffectivePolicy policy, Clock clock, ProgressListener progress) {
        this.aws = access.aws();
        this.gate = new DriftGate(policy, clock);
        Optional<Reevaluation> again = access.knowledge().map(knowledge -> new Reevaluation(knowledge, policy, clock));
        this.evidence = new EvidenceReader(
                access.verdicts(),
                access.registries(),
                again,
                new EndedWaivers(policy, clock),
                new Evidence(
                        policy.get(PolicyKeys.DRIFT_EVIDENCE).value(),
                        access.ledger().map(ledger -> new RecordedVerdicts(ledger, policy, clock))),
                new EvidenceReader.Wanted(
                        wants(new RunningTagUnmovedRule().metadata()),
                        wants(new RunningWaiversInForceRule().metadata()),
                        wants(new RunningNoNewVulnerabilitiesRule().metadata())));
        this.definitions = new DefinitionReader(
                access.aws(),
                new TaskDefinitionGate(policy, access.secretRules(), clock),
                ImageDemand.of(policy),
                access.registries(),
                access.temporary());
        this.threads = access.threads();
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
        String subject =
                "cluster " + cluster + service.map(name -> ", service " + name).orElse("");
        try {
            progress.on(new StageStarted(STAGE, subject));
            ClusterReader.Read read = new ClusterReader(aws.ecs(), threads).read(cluster, service, deadline);
            List<WorkloadFacts> facts = facts(read.workloads(), deadline);
            progress.on(new StageFinished(STAGE, read.workloads().size() + " read"));
            return gate.judge(subject, facts, read.ended());
        } catch (GateException e) {
            return gate.unreadable(subject, e);
        }
    }

    private List<WorkloadFacts> facts(List<Workload> workloads, Deadline deadline)
            throws GateException, InterruptedException {
        Map<RunningImage, ImageEvidence> images = images(workloads, deadline);
        Map<Arn, Standing> standings = definitions(workloads, images, deadline);
        Lookup<Map<String, String>> addresses = addresses(workloads, deadline);
        List<WorkloadFacts> all = new ArrayList<>();
        for (Workload workload : workloads) {
            Map<RunningImage, ImageEvidence> own = new HashMap<>();
            WorkloadFacts.containers(workload.tasks())
                    .running()
                    .forEach(running -> own.put(running.image(), images.get(running.image())));
            all.add(new WorkloadFacts(workload, own, standings, addresses));
        }
        return all;
    }

    private Map<RunningImage, ImageEvidence> images(List<Workload> workloads, Deadline deadline)
            throws GateException, InterruptedException {
        Set<RunningImage> distinct = new LinkedHashSet<>();
        for (Workload workload : workloads) {
            WorkloadFacts.containers(workload.tasks()).running().forEach(running -> distinct.add(running.image()));
        }
        return read(distinct, image -> evidence.read(image, deadline));
    }

    private Map<Arn, Standing> definitions(
            List<Workload> workloads, Map<RunningImage, ImageEvidence> images, Deadline deadline)
            throws GateException, InterruptedException {
        Map<Arn, Map<RunningImage, VerdictStanding>> revisions = new LinkedHashMap<>();
        if (!wants(new RunningTaskDefinitionPassesRule().metadata())) {
            return Map.of();
        }
        for (Workload workload : workloads) {
            workload.tasks()
                    .forEach(task -> revisions.computeIfAbsent(task.taskDefinition(), unused -> new HashMap<>()));
            for (Running running : WorkloadFacts.containers(workload.tasks()).running()) {
                revisions
                        .get(running.task().taskDefinition())
                        .put(running.image(), images.get(running.image()).verdict());
            }
        }
        return read(revisions.keySet(), revision -> definitions.read(revision, revisions.get(revision), deadline));
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

    private <T, R> Map<T, R> read(Collection<T> things, Parallel.Task<T, R> reading)
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
