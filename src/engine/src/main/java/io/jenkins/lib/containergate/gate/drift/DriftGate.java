package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.ecs.runtime.DriftRules;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningEvidenceReadableRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningNoNewVulnerabilitiesRule;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.judge.VerdictAssembler;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.RuleSelection;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSet;
import io.jenkins.lib.containergate.rule.RuleTable;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges whether what runs is what passed, and would pass today. */
public final class DriftGate {
    private static final String TASK = "task";
    private static final String IMAGE = "container image";
    private static final String HOST = "host of a task";
    private static final String HOSTS =
            "drift does not evaluate hosts: gate posture and checkPosture do, with reports of docker-bench-security";
    /** Their hosts are AWS's. */
    private static final Set<String> WITHOUT_HOST = Set.of("FARGATE", "MANAGED_INSTANCES");

    private static final int LENGTH = 1_000;

    private final RuleSelection selection;
    private final PolicyEngine engine;
    private final VerdictAssembler assembler;

    /** @param clock says what is still waived and in grace, and how old data are; the verdict has its time */
    public DriftGate(EffectivePolicy policy, Clock clock) {
        this.selection = policy.drift();
        this.engine = new PolicyEngine(policy, clock);
        this.assembler = new VerdictAssembler(policy, clock);
    }

    /** The rules that the policy has on. Whether the evidence can be read is always asked: the others rely on it. */
    RuleSet<WorkloadFacts> rules() {
        return DriftRules.all().only(this::isOn);
    }

    /** Whether packages have to be compared again with what is known of vulnerabilities by now. */
    public boolean comparesAgain() {
        return isOn(new RunningNoNewVulnerabilitiesRule().metadata());
    }

    boolean isOn(RuleMetadata rule) {
        return rule.id().equals(RunningEvidenceReadableRule.ID) || selection.level(rule) != RuleLevel.OFF;
    }

    /**
     * @param subject what was read, for people: {@code cluster prod}
     * @param workloads everything that runs there
     * @param ended tasks that ended while they were read
     */
    public Verdict judge(String subject, List<WorkloadFacts> workloads, int ended) {
        List<Exposed> unknown = findings(workloads).stream()
                .map(found -> Exposed.of(found, false))
                .toList();
        return verdict(subject, List.of(drift(workloads, unknown, ended, Replacements.of(workloads))));
    }

    /**
     * A verdict, and what each rule came to.
     *
     * @param tables one for each workload, in their order
     */
    public record Evaluated(Verdict verdict, List<RuleTable> tables) {
        public Evaluated {
            tables = List.copyOf(tables);
        }
    }

    /** As {@link #judge}, with what each rule came to. */
    public Evaluated evaluate(String subject, List<WorkloadFacts> workloads, int ended) {
        RuleSet<WorkloadFacts> rules = rules();
        return new Evaluated(
                judge(subject, workloads, ended),
                workloads.stream().map(rules::evaluate).toList());
    }

    /** The rules that the policy has off. */
    public Set<RuleId> off() {
        return Set.copyOf(DriftRules.all().only(rule -> !isOn(rule)).ids());
    }

    /** What the rules find in each workload, in their order. */
    List<List<Finding>> findings(List<WorkloadFacts> workloads) {
        RuleSet<WorkloadFacts> rules = rules();
        return workloads.stream().map(facts -> rules.evaluate(facts).findings()).toList();
    }

    /**
     * What was found in a workload.
     *
     * @param reached whether a way from the internet to it was found; where none was, nothing is known
     */
    record Exposed(List<Finding> findings, boolean reached) {
        static Exposed of(List<Finding> findings, boolean reached) {
            return new Exposed(
                    reached ? findings.stream().map(Exposed::fromInternet).toList() : findings, reached);
        }

        private static Finding fromInternet(Finding finding) {
            return finding instanceof MisconfigurationFinding found
                    ? found.exposed(found.exposure().reachable(true))
                    : finding;
        }
    }

    /**
     * @param found one for each workload, in their order
     * @param replacements what to deploy in the place of an image that did not pass
     */
    ClusterDrift drift(List<WorkloadFacts> workloads, List<Exposed> found, int ended, Replacements replacements) {
        List<Finding> findings = new ArrayList<>();
        List<PolicyNote> reached = new ArrayList<>();
        List<PolicyNote> others = new ArrayList<>();
        Account account = Account.empty().notEvaluated(TASK, ended, "ended while the cluster was read");
        for (int i = 0; i < workloads.size(); i++) {
            WorkloadFacts facts = workloads.get(i);
            Exposed exposed = found.get(i);
            findings.addAll(exposed.findings());
            (exposed.reached() ? reached : others)
                    .add(new PolicyNote("runs", WorkloadLine.of(facts, exposed, replacements)));
            account = account.plus(account(facts));
        }
        reached.addAll(others);
        return new ClusterDrift(findings, reached, account);
    }

    /**
     * Of several clusters, one that could not be read: an ERROR, as long as no waiver names its path.
     *
     * @param path of the cluster or account, as in {@code 123456789012/eu-central-1/prod}
     */
    static ClusterDrift unread(String path, GateException cause) {
        return new ClusterDrift(
                List.of(RunningEvidenceReadableRule.unread(path, cause)),
                List.of(new PolicyNote(
                        "runs", SafeText.visible(path + ": cannot be read: " + cause.problem(), LENGTH))),
                Account.empty().notEvaluated("cluster", 1, "cannot be read"));
    }

    /** One verdict on all of them. */
    Verdict verdict(String subject, List<ClusterDrift> clusters) {
        List<Finding> findings = new ArrayList<>();
        List<PolicyNote> lines = new ArrayList<>();
        Account account = Account.empty();
        for (ClusterDrift cluster : clusters) {
            findings.addAll(cluster.findings());
            lines.addAll(cluster.lines());
            account = account.plus(cluster.account());
        }
        GateInput input = GateInput.of(GateName.DRIFT, ImageNames.none(), findings)
                .withRules(Set.copyOf(rules().ids()))
                .withAccount(account);
        return verdict(subject, engine.judge(input), input.rules(), lines);
    }

    /** The verdict where it could not be read what runs. */
    public Verdict unreadable(String subject, GateException cause) {
        GateResult result = GateResult.undecided(GateName.DRIFT, new GateError(cause.problem(), cause.remedy()));
        return verdict(subject, result, Set.of(), List.of());
    }

    private Verdict verdict(String subject, GateResult result, Set<RuleId> rules, List<PolicyNote> lines) {
        return assembler
                .assemble(
                        new Subject(subject, Optional.empty(), Optional.empty(), Optional.empty()),
                        ImageNames.none(),
                        List.of(result),
                        rules)
                .notedFirst(lines);
    }

    /** Of a task whose launch type ECS does not say, the host may be the tenant's. */
    private static int onHosts(Workload workload) {
        return Math.toIntExact(workload.tasks().stream()
                .filter(task ->
                        task.start().launchType().filter(WITHOUT_HOST::contains).isEmpty())
                .count());
    }

    private static Account account(WorkloadFacts facts) {
        Account account = Account.empty()
                .evaluated(TASK, facts.workload().tasks().size())
                .notEvaluated(HOST, onHosts(facts.workload()), HOSTS)
                .notEvaluated(IMAGE, facts.containers().waiting(), "not pulled yet")
                .notEvaluated(
                        IMAGE, facts.containers().ofAws(), "AWS added the container: Service Connect or GuardDuty");
        for (Map.Entry<?, ImageEvidence> image : facts.images().entrySet()) {
            account = image.getValue().verdict() instanceof VerdictStanding.Exempt exempt
                    ? account.notEvaluated(IMAGE, 1, "the policy exempts its repository: " + exempt.reason())
                    : account.evaluated(IMAGE, 1);
        }
        return account;
    }
}
