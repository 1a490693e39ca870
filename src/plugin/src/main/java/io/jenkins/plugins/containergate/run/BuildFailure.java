package io.jenkins.plugins.containergate.run;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * Fails a build for good. An exception alone can be caught: {@code try}, {@code catchError}, {@code warnError}. The result
 * of a build only gets worse, so a result that is set before the exception is thrown stays, whatever catches it.
 *
 * <p>The organisation can switch that off.
 */
final class BuildFailure {
    private static final String RETRY = "retry";

    private final Run<?, ?> run;
    private final Optional<FlowNode> node;
    private final String gate;
    private final boolean lasting;

    private BuildFailure(Run<?, ?> run, Optional<FlowNode> node, String gate, boolean lasting) {
        this.run = run;
        this.node = node;
        this.gate = gate;
        this.lasting = lasting;
    }

    /** Of a build in which a gate runs. */
    static BuildFailure of(Run<?, ?> run, Optional<FlowNode> node, Gate gate) {
        return new BuildFailure(
                run,
                node,
                gate.name() + " " + gate.subject().orElse(""),
                ContainerGateConfiguration.get().isCaughtGateFailsBuild());
    }

    /** The gate failed, or could not decide. */
    void now() throws IOException {
        if (lasting) {
            worsen(run, Result.FAILURE);
        }
    }

    /** No gate runs, because of the way in which one was asked for. */
    static void beforeAnyGate(Run<?, ?> run) throws IOException {
        if (ContainerGateConfiguration.get().isCaughtGateFailsBuild()) {
            worsen(run, Result.FAILURE);
        }
    }

    /**
     * The step of a gate ended with an error. A gate that ran has done to the build what its end demands: the build has failed,
     * or it knows that the gate is to be tried again.
     *
     * @return whether the gate did not run, so that the build fails now
     */
    static boolean ifRefused(Run<?, ?> run, FlowNode node) throws IOException {
        Result soFar = run.getResult();
        boolean failed = soFar != null && soFar.isWorseThan(Result.UNSTABLE);
        boolean known = run.getActions(UndecidedGate.class).stream().anyMatch(each -> each.isOf(node.getId()));
        if (failed || known || !ContainerGateConfiguration.get().isCaughtGateFailsBuild()) {
            return false;
        }
        worsen(run, Result.FAILURE);
        return true;
    }

    /** Sets a result that is there after a restart of Jenkins, too: Pipelines go on, and without it they could end green. */
    static void worsen(Run<?, ?> run, Result result) throws IOException {
        run.setResult(result);
        run.save();
    }

    /**
     * The gate was stopped, or lost its agent. A {@code retry} around it may run it again, elsewhere; what counts then is
     * whether an attempt decides.
     */
    void unlessRetried() throws IOException {
        unlessDecidedLater(false);
    }

    /** Jenkins stops, and a step that can start again after that is not yet out of attempts. */
    void unlessDecidedAfterRestart(boolean startsAgain) throws IOException {
        unlessDecidedLater(startsAgain);
    }

    private void unlessDecidedLater(boolean startsAgain) throws IOException {
        Attempt attempt = attempt();
        if (attempt.retries().isEmpty() && !startsAgain) {
            now();
        } else if (lasting) {
            run.addAction(new UndecidedGate(attempt, gate));
            run.save();
        }
    }

    /** The gate came to a verdict: what attempts before this one left undecided is decided now. */
    void decided() throws IOException {
        Attempt attempt = attempt();
        boolean changed = false;
        for (UndecidedGate each : run.getActions(UndecidedGate.class)) {
            if (!each.isDecided() && each.isDecidedBy(attempt, gate)) {
                each.decide();
                changed = true;
            }
        }
        if (changed) {
            run.save();
        }
    }

    /**
     * One of several attempts to have a gate decide, by ids of the Pipeline's nodes.
     *
     * @param step of the gate; a step that starts again after a restart keeps it
     * @param retries around it, the outermost first: the id of each {@code retry}, then that of its body, which begins anew for
     *     each of its attempts
     */
    record Attempt(Optional<String> step, List<String> retries) {
        Attempt {
            retries = List.copyOf(retries);
        }
    }

    private Attempt attempt() {
        List<String> outermostFirst = new ArrayList<>(node.map(FlowNode::getEnclosingBlocks).stream()
                .flatMap(List::stream)
                .filter(BuildFailure::retries)
                .map(FlowNode::getId)
                .toList());
        Collections.reverse(outermostFirst);
        return new Attempt(node.map(FlowNode::getId), outermostFirst);
    }

    private static boolean retries(BlockStartNode block) {
        if (!(block instanceof StepNode step)) {
            return false;
        }
        StepDescriptor descriptor = step.getDescriptor();
        return descriptor != null && descriptor.getFunctionName().equals(RETRY);
    }
}
