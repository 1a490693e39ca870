package io.jenkins.plugins.containergate.run;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
        unlessDecidedLater(enclosingRetry());
    }

    /** Jenkins stops, and a step that can start again after that is not yet out of attempts. */
    void unlessDecidedAfterRestart(boolean startsAgain) throws IOException {
        unlessDecidedLater(enclosingRetry().or(() -> startsAgain ? step() : Optional.empty()));
    }

    private void unlessDecidedLater(Optional<String> attempts) throws IOException {
        if (attempts.isEmpty()) {
            now();
        } else if (lasting) {
            run.addAction(new UndecidedGate(attempts.get(), gate));
            run.save();
        }
    }

    /** The gate came to a verdict: what attempts before this one left undecided is decided now. */
    void decided() throws IOException {
        List<String> attempts =
                Stream.of(enclosingRetry(), step()).flatMap(Optional::stream).toList();
        boolean changed = false;
        for (UndecidedGate each : run.getActions(UndecidedGate.class)) {
            if (!each.isDecided() && attempts.stream().anyMatch(id -> each.is(id, gate))) {
                each.decide();
                changed = true;
            }
        }
        if (changed) {
            run.save();
        }
    }

    /** What a step that starts again has in common with what it was before. */
    private Optional<String> step() {
        return node.map(FlowNode::getId);
    }

    /** The id of the outermost one: all attempts of inner ones are inside it. */
    private Optional<String> enclosingRetry() {
        return node.flatMap(step -> step.getEnclosingBlocks().stream()
                .filter(BuildFailure::retries)
                .reduce((inner, outer) -> outer)
                .map(FlowNode::getId));
    }

    private static boolean retries(BlockStartNode block) {
        if (!(block instanceof StepNode step)) {
            return false;
        }
        StepDescriptor descriptor = step.getDescriptor();
        return descriptor != null && descriptor.getFunctionName().equals(RETRY);
    }
}
