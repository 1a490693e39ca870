package io.jenkins.lib.containergate.gate.posture;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.posture.Control;
import io.jenkins.lib.containergate.ecs.posture.ControlRules;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.ecs.posture.PostureAction;
import io.jenkins.lib.containergate.ecs.posture.PostureRow;
import io.jenkins.lib.containergate.ecs.posture.Reason;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningLicensesAllowedRule;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.gate.LicenseReevaluation;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate.Evaluated;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
import io.jenkins.lib.containergate.gate.drift.DriftGate;
import io.jenkins.lib.containergate.gate.drift.InternetReach;
import io.jenkins.lib.containergate.gate.drift.ReadDefinition;
import io.jenkins.lib.containergate.gate.drift.RunningCluster;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageFinished;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageStarted;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.rule.RuleEvaluation;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Tells for everything that runs in a cluster which control holds. It judges nothing itself: the gates on drift, signatures
 * and task definitions do, and the attested verdicts say what images hold. AWS is always asked, and a missing answer is an
 * ERROR, whatever {@code taskDefinition.awsLookups} says.
 */
public final class PostureCheck {
    private static final String STAGE = "posture";
    private static final RuleId PASSED_RULE = new RuleId("running-image-passed");
    private static final String FARGATE = "FARGATE";

    /** Questions to a task definition, which nobody can answer when it cannot be read. */
    private static final Set<Control> OF_DEFINITIONS =
            EnumSet.of(Control.SIGNED, Control.SECRETS, Control.HARDENED, Control.LEAST_PRIVILEGE, Control.WATCHED);
    /** Questions to a service. */
    private static final Set<Control> OF_SERVICES =
            EnumSet.of(Control.SECRETS, Control.HARDENED, Control.LEAST_PRIVILEGE, Control.SEGMENTED, Control.WATCHED);
    /** Questions to a cluster. */
    private static final Set<Control> OF_CLUSTERS = EnumSet.of(Control.WATCHED);
    /** Questions to a cluster with instances. */
    private static final Set<Control> OF_INSTANCES =
            EnumSet.of(Control.HARDENED, Control.LEAST_PRIVILEGE, Control.HOSTS_PATCHED);

    private final DriftCheck drift;
    private final DriftGate driftGate;
    private final TaskDefinitionGate definitionGate;
    private final EffectivePolicy policy;
    private final CloudLookups aws;
    private final DriftCheck.Threads threads;
    private final Clock clock;
    private final ProgressListener progress;

    /**
     * @param access as for a drift check; its look-ups best remember answers
     */
    public PostureCheck(DriftCheck.Access access, EffectivePolicy policy, Clock clock, ProgressListener progress) {
        this.drift = new DriftCheck(access, policy, clock, progress);
        this.driftGate = new DriftGate(policy, clock);
        this.definitionGate = TaskDefinitionGate.requiringAnswers(policy, access.secretRules(), clock);
        this.policy = policy;
        this.aws = access.aws();
        this.threads = access.threads();
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Whatever keeps the cluster from being read becomes the error of the posture.
     *
     * @param cluster name or ARN
     * @param service name; empty for everything that runs in the cluster
     */
    public Posture check(String cluster, Optional<String> service, Deadline deadline) throws InterruptedException {
        return check(DriftCheck.subject(cluster, service), cluster, service, false, deadline);
    }

    /** The same of a cluster among those of several accounts: everything is named with account and region. */
    Posture check(String arn, Deadline deadline) throws InterruptedException {
        return check(DriftCheck.subject(arn), arn, Optional.empty(), true, deadline);
    }

    private Posture check(
            String subject, String cluster, Optional<String> service, boolean qualified, Deadline deadline)
            throws InterruptedException {
        try {
            RunningCluster running = drift.read(cluster, service, qualified, deadline);
            progress.on(new StageStarted(STAGE, subject));
            DriftGate.Evaluated drifted = driftGate.evaluate(subject, running.workloads(), running.ended());
            Around around = around(cluster, deadline);
            List<PostureRow> rows = Parallel.map(
                    IntStream.range(0, running.workloads().size()).boxed().toList(),
                    threads.aws(),
                    i -> row(running, i, drifted, around, deadline));
            progress.on(new StageFinished(STAGE, rows.size() + " evaluated"));
            List<String> notes = running.ended() == 0
                    ? List.of()
                    : List.of(running.ended() + " tasks ended while the cluster was read, and are not evaluated");
            return new Posture(
                    subject, clock.instant(), policy.identity(), rows, PostureAction.of(rows), notes, Optional.empty());
        } catch (GateException e) {
            return unreadable(subject, policy, e, clock);
        }
    }

    /** The posture where it could not be read what runs. */
    public static Posture unreadable(String subject, EffectivePolicy policy, GateException cause, Clock clock) {
        return new Posture(
                subject,
                clock.instant(),
                policy.identity(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(GateError.of(cause)));
    }

    /**
     * The cluster itself.
     *
     * @param evaluated empty where it could not be read
     */
    private record Around(Optional<Evaluated> evaluated, Optional<Reason> unread) {}

    private Around around(String cluster, Deadline deadline) throws DeadlineExceededException, InterruptedException {
        try {
            Definitions definitions = deployed(deadline).cluster(cluster);
            return new Around(
                    Optional.of(definitionGate.evaluate(
                            "cluster " + cluster,
                            List.of(),
                            definitions,
                            CloudSurvey.of(aws, threads.aws(), deadline))),
                    Optional.empty());
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            return new Around(Optional.empty(), Optional.of(unread("the cluster", e.problem(), e.remedy())));
        }
    }

    private PostureRow row(
            RunningCluster running, int index, DriftGate.Evaluated drifted, Around around, Deadline deadline)
            throws GateException, InterruptedException {
        WorkloadFacts facts = running.workloads().get(index);
        Workload workload = facts.workload();
        Set<String> launchTypes = launchTypes(workload);
        RowDraft row = new RowDraft();
        row.off(driftGate.off());
        row.off(definitionGate.off());
        if (!workload.tasks().isEmpty()) {
            row.add(drifted.tables().get(index).evaluations(), drifted.verdict());
        }
        Set<RuleId> off = driftGate.off();
        new ImageResults(
                        facts,
                        running.signatures(),
                        !off.contains(PASSED_RULE),
                        new ImageResults.Licenses(
                                LicenseReevaluation.of(policy, clock).isPresent(),
                                !off.contains(RunningLicensesAllowedRule.ID)))
                .addTo(row);
        List<Deployment> deployments = definitions(row, running, workload, deadline);
        cluster(row, around, launchTypes);
        return row.row(facts, launchTypes, new InternetReach(aws, deadline).found(facts, deployments));
    }

    /** @return the service as it is deployed; none where it cannot be read */
    private List<Deployment> definitions(RowDraft row, RunningCluster running, Workload workload, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        List<TaskFacts> tasks = new ArrayList<>();
        List<Deployment> around = new ArrayList<>();
        for (Arn revision : revisions(workload)) {
            ReadDefinition read = running.definitions().get(revision);
            if (read != null && !read.tasks().isEmpty()) {
                tasks.addAll(read.tasks());
                around.addAll(read.undecided());
            } else {
                Standing.Undecided open = read != null && read.standing() instanceof Standing.Undecided undecided
                        ? undecided
                        : new Standing.Undecided("it was not read", "check again");
                row.because(
                        OF_DEFINITIONS,
                        unread("the task definition " + revision.name(), open.problem(), open.remedy()));
            }
        }
        List<Deployment> deployments = List.of();
        try {
            if (workload.service().isPresent()) {
                deployments = deployed(deadline)
                        .deployments(
                                workload.service().get(),
                                tasks.stream().map(TaskFacts::task).toList());
                around.addAll(deployed(deadline).revisions(workload.service().get()));
            }
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            row.because(OF_SERVICES, unread("the service " + workload.name(), e.problem(), e.remedy()));
        }
        around.addAll(deployments);
        if (!tasks.isEmpty() || !around.isEmpty()) {
            Evaluated evaluated = definitionGate.evaluate(
                    workload.title(),
                    tasks,
                    new Definitions(List.of(), around),
                    CloudSurvey.of(aws, threads.awsForEach(running.workloads().size()), deadline));
            row.add(evaluated.evaluations(), evaluated.verdict());
        }
        return deployments;
    }

    /** Rules on container instances say nothing of tasks that all run on Fargate. */
    private static void cluster(RowDraft row, Around around, Set<String> launchTypes) {
        boolean onInstances = !launchTypes.equals(Set.of(FARGATE));
        around.unread().ifPresent(reason -> {
            row.because(OF_CLUSTERS, reason);
            row.because(onInstances ? OF_INSTANCES : Set.of(), reason);
        });
        around.evaluated().ifPresent(evaluated -> {
            List<RuleEvaluation> asked = evaluated.evaluations().stream()
                    .filter(each ->
                            onInstances || !ControlRules.onInstances(each.rule().id()))
                    .toList();
            row.add(asked, evaluated.verdict());
        });
    }

    private static Set<Arn> revisions(Workload workload) {
        Set<Arn> revisions = new LinkedHashSet<>();
        workload.tasks().forEach(task -> revisions.add(task.taskDefinition()));
        if (revisions.isEmpty()) {
            workload.service().flatMap(EcsService::taskDefinition).ifPresent(revisions::add);
        }
        return revisions;
    }

    /** Empty where ECS does not say; a task without one makes it unknown for all. */
    private static Set<String> launchTypes(Workload workload) {
        Set<String> types = new TreeSet<>();
        for (EcsTask task : workload.tasks()) {
            Optional<String> type = task.start().launchType();
            if (type.isEmpty()) {
                return Set.of();
            }
            types.add(type.get());
        }
        if (types.isEmpty()) {
            workload.service().flatMap(EcsService::launchType).ifPresent(types::add);
        }
        return types;
    }

    private DeployedDefinitions deployed(Deadline deadline) {
        return new DeployedDefinitions(aws.ecs(), DocumentLimits.defaults(), deadline);
    }

    private static Reason unread(String what, String problem, String remedy) {
        return new Reason(
                RuleOutcome.ERROR,
                true,
                Optional.empty(),
                Severity.HIGH,
                what + " cannot be read: " + problem,
                remedy,
                "");
    }
}
