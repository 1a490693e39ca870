package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.RememberedLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningLicensesAllowedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningNoNewVulnerabilitiesRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningTagUnmovedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningTaskDefinitionJudgedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningTaskDefinitionPassesRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningWaiversInForceRule;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.gate.AttestedVerdicts;
import io.jenkins.lib.containergate.gate.AttestedWaivers;
import io.jenkins.lib.containergate.gate.ImageDemand;
import io.jenkins.lib.containergate.gate.LicenseReevaluation;
import io.jenkins.lib.containergate.gate.Reevaluation;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.gate.drift.DriftGate.Exposed;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageFinished;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageStarted;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads what runs in clusters and what is known of it, each image and each task definition once, and has it judged. */
public final class DriftCheck {
    private static final String STAGE = "drift";

    private final CloudLookups aws;
    private final DriftGate gate;
    private final Optional<RecordedReplacements> recorded;
    private final FactCollector facts;
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

    /** @param clock says what is still waived and in grace, and how old data are; the verdict has its time */
    public DriftCheck(Access access, EffectivePolicy policy, Clock clock, ProgressListener progress) {
        this.aws = access.aws();
        this.gate = new DriftGate(policy, clock);
        DriftEvidence counts = policy.get(PolicyKeys.DRIFT_EVIDENCE).value();
        Optional<RecordedPolicies> recorded =
                access.ledger().map(ledger -> new RecordedPolicies(ledger, policy, clock));
        // the licences of the SBOM are compared with the lists of today
        Set<GateName> again = wants(new RunningLicensesAllowedRule().metadata()) ? Set.of(GateName.LICENSES) : Set.of();
        AttestedVerdicts verdicts = access.signatures().verdicts().evaluatingAgain(again);
        EvidenceReader evidence = new EvidenceReader(
                verdicts,
                access.registries(),
                access.vulnerabilities(),
                LicenseReevaluation.of(policy, clock),
                new AttestedWaivers(policy, verdicts, clock),
                new Evidence(counts, recorded.map(policies -> new RecordedVerdicts(policies, policy, again, clock))),
                new EvidenceReader.Wanted(
                        wants(new RunningTagUnmovedRule().metadata()),
                        wants(new RunningWaiversInForceRule().metadata())
                                || ImageDemand.of(policy).contains(ImageDemand.SCANNED),
                        wants(new RunningNoNewVulnerabilitiesRule().metadata()),
                        wants(new RunningLicensesAllowedRule().metadata())));
        DefinitionReader definitions = new DefinitionReader(
                RememberedLookups.of(access.aws()),
                new TaskDefinitionGate(policy, access.secretRules(), clock),
                ImageDemand.of(policy),
                access.registries(),
                access.temporary(),
                new RecordedDefinitions(counts, recorded, policy, clock),
                new RememberedDefinitions(access.shared().definitions, access.secretRules()),
                new DefinitionReader.Wanted(
                        wants(new RunningTaskDefinitionPassesRule().metadata()),
                        counts != DriftEvidence.ATTESTED && wants(new RunningTaskDefinitionJudgedRule().metadata())));
        this.threads = access.threads();
        this.facts = new FactCollector(
                access,
                gate,
                evidence,
                definitions,
                access.shared().images,
                ImageDemand.of(policy).contains(ImageDemand.SIGNED));
        this.recorded = access.ledger().map(ledger -> new RecordedReplacements(ledger, evidence, threads.registries()));
        this.progress = progress;
    }

    private boolean wants(RuleMetadata rule) {
        return gate.isOn(rule);
    }

    /**
     * Whatever cannot be read, also because the deadline passes, becomes an ERROR in the verdict.
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

    /** What a verdict is on, for people: {@code cluster prod, service shop}. */
    public static String subject(String cluster, Optional<String> service) {
        return "cluster " + cluster + service.map(name -> ", service " + name).orElse("");
    }

    /** The same of one cluster, an ARN, among those of several accounts: with account and region. */
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
        FactCollector.Facts found = facts.of(read.workloads(), true, deadline);
        progress.on(new StageFinished(STAGE, read.workloads().size() + " read"));
        Map<Arn, ReadDefinition> known = new HashMap<>();
        found.definitions()
                .forEach((revision, judged) -> known.put(
                        revision, new ReadDefinition(judged.evidence().rules(), judged.tasks(), judged.undecided())));
        return new RunningCluster(read.name(), found.workloads(), known, found.signatures(), read.ended());
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
        List<WorkloadFacts> found = facts.of(read.workloads(), false, deadline).workloads();
        progress.on(new StageFinished(STAGE, read.workloads().size() + " read"));
        Replacements replacements = Replacements.of(found);
        if (recorded.isPresent()) {
            recorded.get().add(found, replacements, deadline);
        }
        List<List<Finding>> findings = gate.findings(found);
        return gate.drift(found, exposed(found, findings, deadline), read.ended(), replacements);
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
}
