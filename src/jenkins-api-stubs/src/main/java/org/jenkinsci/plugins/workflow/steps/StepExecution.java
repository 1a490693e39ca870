package org.jenkinsci.plugins.workflow.steps;

import io.jenkins.lib.containergate.stubs.Signature;
import java.io.Serializable;

public abstract class StepExecution implements Serializable {
    protected StepExecution(StepContext context) {}

    public StepContext getContext() {
        throw Signature.only();
    }

    public abstract boolean start() throws Exception;

    public void stop(Throwable cause) throws Exception {
        throw Signature.only();
    }

    public void onResume() {
        throw Signature.only();
    }
}
