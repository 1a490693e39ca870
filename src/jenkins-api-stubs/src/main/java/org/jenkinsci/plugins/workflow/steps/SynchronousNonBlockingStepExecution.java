package org.jenkinsci.plugins.workflow.steps;

import io.jenkins.lib.containergate.stubs.Signature;

public abstract class SynchronousNonBlockingStepExecution<T> extends StepExecution {
    protected SynchronousNonBlockingStepExecution(StepContext context) {
        super(context);
    }

    protected abstract T run() throws Exception;

    @Override
    public final boolean start() throws Exception {
        throw Signature.only();
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        throw Signature.only();
    }

    @Override
    public void onResume() {
        throw Signature.only();
    }
}
