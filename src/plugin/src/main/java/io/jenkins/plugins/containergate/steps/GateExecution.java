package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.containergate.run.GateContext;
import io.jenkins.plugins.containergate.run.GateOptions;
import io.jenkins.plugins.containergate.run.GateResultValue;
import io.jenkins.plugins.containergate.run.GateRun;
import io.jenkins.plugins.containergate.run.UndecidedAtShutdown;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousResumeNotSupportedException;

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
        try {
            return new GateRun(options).perform(gate);
        } catch (UndecidedAtShutdown e) {
            // what a Pipeline is told of a step that a restart cut short, so that nonresumable() runs it again
            SynchronousResumeNotSupportedException thrown = new SynchronousResumeNotSupportedException(context);
            thrown.initCause(e);
            throw thrown;
        }
    }

    /** A gate that is stopped has decided nothing; who catches that must not make the build green. */
    @Override
    public void stop(Throwable cause) throws Exception {
        try {
            GateRun.stopped(
                    getContext().get(Run.class),
                    Optional.ofNullable(getContext().get(FlowNode.class)),
                    options);
        } finally {
            super.stop(cause);
        }
    }
}
