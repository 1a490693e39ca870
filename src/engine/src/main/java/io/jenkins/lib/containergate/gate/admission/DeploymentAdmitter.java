package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.aws.ecs.DeploymentAnswer;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.LifecycleHookState;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployment;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.admission.AdmissionGate.Judgement;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Judges a deployment that waits, and answers it: CONTINUE after a verdict that passed, ROLLBACK after any other. What it
 * answers is what was judged: right before CONTINUE the deployment and its revision are read again. When nothing is
 * answered, the time-out of the hook ends the deployment, and only a hook that then rolls back is waited for at all.
 */
public final class DeploymentAdmitter {
    /** Time to read everything again and to answer before the hook times out. */
    private static final Duration ANSWERING = Duration.ofSeconds(20);

    private static final Duration REPLY = Duration.ofMinutes(2);

    private final ServiceDeployments ecs;
    private final DeploymentStates states;
    private final AdmissionGate gate;
    private final String decidedBy;
    private final Duration budget;
    private final Clock clock;

    /**
     * @param decidedBy who answers, such as the ARN of the credentials and the build
     * @param budget for judging one deployment
     */
    public DeploymentAdmitter(
            ServiceDeployments ecs, AdmissionGate gate, String decidedBy, Duration budget, Pause pause, Clock clock) {
        this.ecs = ecs;
        this.states = new DeploymentStates(ecs, pause, clock);
        this.gate = gate;
        this.decidedBy = decidedBy;
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * @param hook one of the deployment's that waits
     * @throws InterruptedException when nobody wants the answer any more: then none is given
     */
    public Admission admit(ServiceDeployment deployment, LifecycleHookState hook) throws InterruptedException {
        String arn = deployment.arn().toString();
        if (hook.id().isEmpty()) {
            GateException problem = new GateException(
                    "ECS names no id of the hook, so it cannot be answered" + silence(hook),
                    "see aws ecs describe-service-deployments");
            return unanswered(deployment, hook, Judgement.of(gate.undecided(arn, Optional.empty(), problem)), problem);
        }
        if (!rollsBack(hook)) {
            String reason = "not admitted: the time-out action of the hook is "
                    + hook.timeoutAction().orElse("")
                    + ", so without an answer the deployment goes on; set timeoutConfiguration.action to ROLLBACK";
            return rolledBack(deployment, hook, Judgement.of(gate.refused(arn, reason)));
        }
        ServiceRevision revision;
        Judgement judgement;
        try {
            Deadline judging = judging(hook);
            revision = states.revision(deployment, judging);
            judgement = gate.judge(arn, revision, judging);
        } catch (GateException e) {
            return rolledBack(deployment, hook, Judgement.of(gate.undecided(arn, Optional.empty(), e)));
        }
        return judgement.verdict().outcome().passed()
                ? continued(deployment, hook, revision, judgement)
                : rolledBack(deployment, hook, judgement);
    }

    /** A service whose deployments are not waited for: without an answer they go on. */
    Admission refused(EcsService service, EcsService.LifecycleHook hook) {
        String arn = service.arn().toString();
        String reason = "not waited for: the time-out action of the PAUSE hook of " + arn + " is "
                + hook.timeoutAction().orElse("")
                + ", so without an answer a deployment goes on; set timeoutConfiguration.action to ROLLBACK";
        return new Admission(arn, Optional.empty(), gate.refused(arn, reason), Optional.empty(), Optional.empty());
    }

    /** ROLLBACK is the default of the API. */
    private static boolean rollsBack(LifecycleHookState hook) {
        return hook.timeoutAction()
                .map(DeploymentAnswer.ROLLBACK.name()::equals)
                .orElse(true);
    }

    /** Ends early enough to answer before the hook times out. */
    private Deadline judging(LifecycleHookState hook) {
        Duration left = hook.expiresAt()
                .map(end -> Duration.between(clock.instant(), end).minus(ANSWERING))
                .filter(time -> time.compareTo(budget) < 0)
                .orElse(budget);
        return Deadline.after(left.isNegative() ? Duration.ZERO : left, clock);
    }

    private Admission continued(
            ServiceDeployment deployment, LifecycleHookState hook, ServiceRevision judged, Judgement judgement)
            throws InterruptedException {
        Deadline deadline = Deadline.after(REPLY, clock);
        Optional<DeploymentStates.Change> changed;
        try {
            changed = states.changed(deployment, hook, judged, deadline);
        } catch (GateException e) {
            changed = Optional.of(new DeploymentStates.Change(
                    new GateException(
                            "the deployment cannot be read again right before the answer: " + e.problem(), e.remedy()),
                    true));
        }
        if (changed.isPresent()) {
            GateException problem = changed.get().problem();
            return changed.get().answerable()
                    ? rolledBack(deployment, hook, with(judgement, AdmissionResults.undecided(problem)))
                    : unanswered(deployment, hook, judgement, problem);
        }
        try {
            answer(deployment, hook, DeploymentAnswer.CONTINUE, deadline);
        } catch (GateException e) {
            GateException problem = new GateException(
                    "ECS did not take CONTINUE" + states.now(deployment, hook, Deadline.after(REPLY, clock))
                            + silence(hook) + "; " + e.problem(),
                    e.remedy());
            return unanswered(deployment, hook, judgement, problem);
        }
        GateResult result = states.stopped(deployment, hook, deadline)
                .map(AdmissionResults::undecided)
                .orElseGet(AdmissionResults::continued);
        return answered(deployment, hook, with(judgement, result), DeploymentAnswer.CONTINUE);
    }

    private static Judgement with(Judgement judgement, GateResult result) {
        return judgement.with(AdmissionResults.with(judgement.verdict(), result));
    }

    private void answer(
            ServiceDeployment deployment, LifecycleHookState hook, DeploymentAnswer answer, Deadline deadline)
            throws GateException, InterruptedException {
        ecs.answer(deployment.arn().toString(), hook.id().orElseThrow(), answer, deadline)
                .required();
    }

    private Admission rolledBack(ServiceDeployment deployment, LifecycleHookState hook, Judgement judgement)
            throws InterruptedException {
        Judgement concluded = judgement.with(AdmissionResults.concluded(judgement.verdict()));
        try {
            answer(deployment, hook, DeploymentAnswer.ROLLBACK, Deadline.after(REPLY, clock));
            return answered(deployment, hook, concluded, DeploymentAnswer.ROLLBACK);
        } catch (GateException e) {
            GateException problem = new GateException(
                    "ECS did not take ROLLBACK" + states.now(deployment, hook, Deadline.after(REPLY, clock))
                            + silence(hook) + "; " + e.problem() + "; "
                            + AdmissionResults.of(concluded.verdict()).reason(),
                    "roll the deployment back by hand where it still runs; " + e.remedy());
            return unanswered(deployment, hook, concluded, problem);
        }
    }

    private static String silence(LifecycleHookState hook) {
        String end = hook.expiresAt().map(each -> " at " + each).orElse(" when it times out");
        return rollsBack(hook)
                ? "; a hook that still waits rolls back" + end
                : "; a hook that still waits LETS THE DEPLOYMENT GO ON" + end;
    }

    private Admission answered(
            ServiceDeployment deployment, LifecycleHookState hook, Judgement judgement, DeploymentAnswer answer) {
        return new Admission(
                deployment.arn().toString(),
                hook.id(),
                noted(judgement.verdict(), deployment, hook, answer + " was answered"),
                judgement.taskDefinition(),
                Optional.of(answer));
    }

    private Admission unanswered(
            ServiceDeployment deployment, LifecycleHookState hook, Judgement judgement, GateException problem) {
        return new Admission(
                deployment.arn().toString(),
                hook.id(),
                noted(
                        AdmissionResults.with(judgement.verdict(), AdmissionResults.undecided(problem)),
                        deployment,
                        hook,
                        "no answer was taken"),
                judgement.taskDefinition(),
                Optional.empty());
    }

    /** Who decided, what, and under which policy. */
    private Verdict noted(Verdict verdict, ServiceDeployment deployment, LifecycleHookState hook, String what) {
        return verdict.noted(new PolicyNote(
                GateName.ADMISSION.key(),
                what + ": hook " + hook.id().orElse("without an id") + " of " + deployment.arn() + ", at "
                        + clock.instant()
                        + deployment.stage().map(stage -> " in " + stage).orElse("") + ", by "
                        + decidedBy + ", under the policy " + verdict.policy().digest()));
    }
}
