package io.jenkins.plugins.containergate.run;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.io.IOException;
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
    void now() {
        if (lasting) {
            run.setResult(Result.FAILURE);
        }
    }

    /**
     * The gate was stopped, or lost its agent. A {@code retry} around it may run it again, elsewhere; what counts then is
     * whether an attempt decides.
     */
    void unlessRetried() throws IOException {
        if (!lasting) {
            return;
        }
        Optional<String> retry = enclosingRetry();
        if (retry.isEmpty()) {
            run.setResult(Result.FAILURE);
            return;
        }
        run.addAction(new UndecidedGate(retry.get(), gate));
        run.save();
    }

    /** The gate came to a verdict: what attempts before this one left undecided is decided now. */
    void decided() throws IOException {
        Optional<String> retry = enclosingRetry();
        boolean changed = false;
        for (UndecidedGate each : run.getActions(UndecidedGate.class)) {
            if (retry.isPresent() && each.is(retry.get(), gate) && !each.isDecided()) {
                each.decide();
                changed = true;
            }
        }
        if (changed) {
            run.save();
        }
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
