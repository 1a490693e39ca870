package io.jenkins.plugins.containergate.run;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.OnError;
import io.jenkins.lib.containergate.report.console.ConsoleReport;
import io.jenkins.lib.containergate.report.console.ConsoleStyle;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.evaluate.ImagePin;
import io.jenkins.plugins.containergate.evaluate.Judged;
import io.jenkins.plugins.containergate.run.VerdictRecorder.Recorded;
import io.jenkins.plugins.containergate.ui.SeverityCounts;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.util.SetContextClassLoader;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** One run of a gate in a build: the same for every gate, and for the Pipeline step and the build step. */
public final class GateRun {
    /** As wide as logs are read; lists have as many rows as on a terminal, because all are on the page of the verdict. */
    private static final ConsoleReport REPORT =
            new ConsoleReport(ConsoleStyle.PLAIN, 160, ConsoleReport.Detail.DECISIVE, JenkinsWords::of);

    private static final Comparator<Recorded> WORST_FIRST = Comparator.comparing(
                    (Recorded kept) -> kept.judged().verdict().outcome())
            .reversed();

    private final Gate gate;
    private final Clock clock;
    private final Shutdown shutdown;

    public GateRun(Gate gate) {
        this.gate = gate;
        this.shutdown = Shutdown.of(Jenkins.get());
        this.clock = Clock.systemUTC();
    }

    /**
     * Judges, keeps and shows the verdicts, then does to the build what the worst of them demands.
     *
     * @throws AbortException when the build must stop: the gate failed, could not decide, or was asked nonsense
     * @throws UndecidedAtShutdown when Jenkins stops
     */
    public GateResultValue perform(GateContext context) throws IOException, InterruptedException {
        BuildFailure failure = BuildFailure.of(context.run(), context.node(), gate);
        Optional<String> problem = gate.problem();
        if (problem.isPresent()) {
            failure.now();
            throw new AbortException(problem.get());
        }
        GateLog log = new GateLog(context.listener());
        EffectivePolicy policy;
        List<Recorded> kept;
        try {
            policy = PolicyLayers.effective(context, gate, clock);
            log(policy, log);
            kept = keep(judge(context, policy), new VerdictRecorder(context, policy), context, log);
            if (kept.isEmpty()) {
                throw new GateException("the gate evaluated nothing", "check what the step is to look at");
            }
        } catch (InterruptedException e) {
            // a Pipeline says so itself, see stopped
            if (context.node().isEmpty()) {
                failure.now();
            }
            throw e;
        } catch (GateException e) {
            refuseShutdown(e, context, failure);
            failure.now();
            // Without a policy nobody said that an error may be anything but a failure.
            throw undecided(context, e, log);
        } catch (IOException | RuntimeException | Error e) {
            // errors as well: what a gate reads can fill a stack or a heap, and what is thrown can be caught
            refuseShutdown(e, context, failure);
            failure.unlessRetried();
            throw undecided(context, interrupted(e), log);
        }
        failure.decided();
        Recorded worst = kept.get(0);
        new OutcomeHandler(context.run(), context.node(), failure)
                .apply(worst.judged().verdict(), policy.get(PolicyKeys.ON_ERROR).value() == OnError.UNSTABLE);
        return value(kept, context);
    }

    /** A gate was asked for in a way in which it does not run, and decided nothing. */
    public static void refused(Run<?, ?> run) throws IOException {
        BuildFailure.beforeAnyGate(run);
    }

    /**
     * Fails the build if the step of a gate ended with an error before the gate ran.
     *
     * @return whether it did not run
     */
    public static boolean failIfRefused(Run<?, ?> run, FlowNode node) throws IOException {
        return BuildFailure.ifRefused(run, node);
    }

    /** A gate was stopped before it decided: by a time limit, a person, or the failure of a parallel branch. */
    public static void stopped(Run<?, ?> run, Optional<FlowNode> node, Gate gate) throws IOException {
        BuildFailure.of(run, node, gate).unlessRetried();
    }

    /** Before Jenkins stops it takes leave of its agents: that says nothing of what a gate would have decided. */
    private void refuseShutdown(Throwable cause, GateContext context, BuildFailure failure)
            throws IOException, InterruptedException {
        boolean stops;
        try {
            stops = shutdown.isUnderWay(Shutdown.agentIsLost(context));
        } catch (InterruptedException e) {
            failure.unlessRetried();
            throw e;
        }
        if (stops) {
            failure.unlessDecidedAfterRestart(gate.startsAgain());
            throw new UndecidedAtShutdown(cause);
        }
    }

    private static GateException interrupted(Throwable cause) {
        if (cause.getCause() instanceof LinkageError missing) {
            return new GateException(
                    "the agent could not load a class: " + missing.getClass().getSimpleName() + " "
                            + GateLog.singleLine(String.valueOf(missing.getMessage())),
                    "look at the log of the agent: its disk can be full, or the files in remoting/jarCache below its"
                            + " root directory damaged; delete that directory, and connect the agent again",
                    cause);
        }
        return new GateException(
                "the gate was cut short by " + cause.getClass().getSimpleName()
                        + (cause.getMessage() == null ? "" : " (" + GateLog.singleLine(cause.getMessage()) + ")"),
                "check that the agent is still connected and look at its log, then run the build again",
                cause);
    }

    /**
     * An ERROR that no judge could put into a verdict is one all the same, so that the build has a page for it.
     *
     * @return what to throw: the cause tells a {@code retry} of Pipelines whether the agent was lost
     */
    private AbortException undecided(GateContext context, GateException cause, GateLog log)
            throws InterruptedException {
        try {
            EffectivePolicy outermost = PolicyLayers.outermost(clock);
            Verdict verdict =
                    ImageGate.unreadable(gate.subject().orElse(gate.name()), gate.gates(), cause, outermost, clock);
            keep(List.of(Judged.of(verdict)), new VerdictRecorder(context, outermost), context, log);
        } catch (IOException | GateException | RuntimeException | Error e) {
            log.line("the verdict cannot be stored with the build: "
                    + GateLog.ofEngine(e.getMessage() == null ? e.toString() : e.getMessage()));
        }
        AbortException thrown = new AbortException(Messages.OutcomeHandler_error(
                GateLog.singleLine(gate.subject().orElse("")), GateLog.ofEngine(cause.getMessage())));
        if (cause.getCause() != null) {
            thrown.initCause(cause.getCause());
        }
        return thrown;
    }

    @SuppressWarnings("try") // the class loader is not used but set
    private List<Judged> judge(GateContext context, EffectivePolicy policy)
            throws GateException, IOException, InterruptedException {
        // Step threads come with the class loader of Jenkins core, in which no service of a library is found.
        try (SetContextClassLoader ignored = new SetContextClassLoader(GateRun.class)) {
            return gate.judge(context, policy, clock);
        } catch (LinkageError e) {
            // parts of the AWS SDK come from several plugins, which need not fit together
            throw new GateException(
                    "a class of another plugin is missing, or of another release: "
                            + e.getClass().getSimpleName() + " " + e.getMessage(),
                    "have an administrator update all plugins aws-java-sdk2-* together, and restart Jenkins",
                    e);
        }
    }

    private static void log(EffectivePolicy policy, GateLog log) {
        log.line("policy " + policy.digest() + " from " + String.join(", ", policy.layers()));
        policy.explain().lines().stream()
                .filter(line -> policy.layers().contains(line.decidedBy()))
                .forEach(
                        line -> log.line("policy: " + line.key() + "=" + line.value() + " (" + line.decidedBy() + ")"));
    }

    private static List<Recorded> keep(List<Judged> judged, VerdictRecorder recorder, GateContext context, GateLog log)
            throws IOException, GateException, InterruptedException {
        List<Recorded> kept = new ArrayList<>();
        for (Judged each : judged) {
            Recorded recorded = recorder.record(each);
            Verdict verdict = recorded.judged().verdict();
            for (GateResult gate : verdict.gates()) {
                log.line(gate.gate().key() + ": " + gate.outcome() + ": " + GateLog.ofEngine(gate.reason()));
                log.text(text -> REPORT.details(gate, text));
            }
            log.text(text -> REPORT.notes(verdict, text));
            log.line(REPORT.summary(verdict));
            log.link(context.run(), recorded.action().getUrlName(), Messages.GateRun_seeFindings());
            kept.add(recorded);
        }
        kept.sort(WORST_FIRST);
        return kept;
    }

    private GateResultValue value(List<Recorded> kept, GateContext context) {
        Recorded worst = kept.get(0);
        Optional<ImagePin> image = worst.judged().image();
        String root = Optional.ofNullable(Jenkins.get().getRootUrl()).orElse("");
        return new GateResultValue(
                worst.judged().verdict().outcome(),
                gate.subject().orElse(worst.judged().verdict().subject().reference()),
                image.map(ImagePin::digest),
                image.flatMap(ImagePin::digestReference),
                kept.stream()
                        .map(each -> each.action().getCounts())
                        .reduce(SeverityCounts.none(), SeverityCounts::plus),
                root + context.run().getUrl() + worst.action().getUrlName() + "/");
    }
}
