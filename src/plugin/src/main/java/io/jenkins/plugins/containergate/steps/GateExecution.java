package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.run.UndecidedAtShutdown;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousResumeNotSupportedException;

/** Runs off the threads of Pipeline scripts; stopping the step interrupts it. */
final class GateExecution extends SynchronousNonBlockingStepExecution<Serializable> {
    private static final long serialVersionUID = 1L;

    private final ContainerStep step;
    private transient volatile boolean stopping;

    GateExecution(StepContext context, ContainerStep step) {
        super(context);
        this.step = step;
    }

    @Override
    protected Serializable run() throws Exception {
        try {
            return step.perform(build());
        } catch (InterruptedException e) {
            // it ends the step in any case: were it returned from, a step that is stopped could pass
            if (stopping) {
                throw new Stopped();
            }
            // nobody has stopped the step, but the agent said that its work was
            stopped();
            throw e;
        } catch (UndecidedAtShutdown e) {
            // what a Pipeline is told of a step that a restart cut short, so that nonresumable() runs it again
            SynchronousResumeNotSupportedException thrown = new SynchronousResumeNotSupportedException(getContext());
            thrown.initCause(e);
            throw thrown;
        }
    }

    /** An agent that was lost since the last step has no workspace any more; what is thrown tells {@code retry} so. */
    private GateContext build() throws IOException, InterruptedException {
        StepContext context = getContext();
        try {
            return new GateContext(
                    context.get(Run.class),
                    Optional.ofNullable(context.get(FilePath.class)),
                    context.get(TaskListener.class),
                    Optional.of(context.get(FlowNode.class)),
                    context.get(EnvVars.class));
        } catch (IOException | RuntimeException e) {
            stopped();
            throw e;
        }
    }

    /** After a restart of Jenkins that cut the step short. */
    @Override
    public void onResume() {
        try {
            if (step.startsAgain()) {
                start();
                return;
            }
            stopped();
        } catch (Exception e) {
            getContext().onFailure(e);
            return;
        }
        super.onResume();
    }

    /**
     * The step was stopped, which is said already by whoever stopped it. Jenkins prints what a step throws then with its stack
     * trace, so it has none.
     */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("the gate was stopped before it decided", null, false, false);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        stopping = true;
        try {
            stopped();
        } finally {
            super.stop(cause);
        }
    }

    private void stopped() throws IOException, InterruptedException {
        step.stopped(
                getContext().get(Run.class), Optional.ofNullable(getContext().get(FlowNode.class)));
    }
}
