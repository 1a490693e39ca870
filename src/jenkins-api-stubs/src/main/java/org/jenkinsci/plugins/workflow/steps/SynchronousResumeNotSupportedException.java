package org.jenkinsci.plugins.workflow.steps;

import io.jenkins.lib.containergate.stubs.Signature;

public class SynchronousResumeNotSupportedException extends Exception {
    private static final long serialVersionUID = 1L;

    public SynchronousResumeNotSupportedException(StepContext context) {
        throw Signature.only();
    }
}
