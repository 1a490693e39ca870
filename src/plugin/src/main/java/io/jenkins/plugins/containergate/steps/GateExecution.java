package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.containergate.run.GateContext;
import io.jenkins.plugins.containergate.run.GateOptions;
import io.jenkins.plugins.containergate.run.GateResultValue;
import io.jenkins.plugins.containergate.run.GateRun;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** Runs off the threads of Pipeline scripts; stopping the step interrupts the gate. */
final class GateExecution extends SynchronousNonBlockingStepExecution<GateResultValue> {
    private static final long serialVersionUID = 1L;

    private final GateOptions options;

    GateExecution(StepContext context, GateOptions options) {
        super(context);
        this.options = options;
    }

    @Override
    protected GateResultValue run() throws Exception {
        StepContext context = getContext();
        GateContext gate = new GateContext(
                context.get(Run.class),
                Optional.ofNullable(context.get(FilePath.class)),
                context.get(TaskListener.class),
                Optional.of(context.get(FlowNode.class)),
                context.get(EnvVars.class));
        return new GateRun(options).perform(gate);
    }
}
