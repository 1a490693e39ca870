package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Descriptor;
import io.jenkins.lib.containergate.stubs.Signature;
import java.util.Map;
import java.util.Set;

public abstract class StepDescriptor extends Descriptor<Step> {
    public abstract Set<? extends Class<?>> getRequiredContext();

    public abstract String getFunctionName();

    @Deprecated
    public Step newInstance(Map<String, Object> arguments) throws Exception {
        throw Signature.only();
    }

    public String argumentsToString(Map<String, Object> namedArgs) {
        throw Signature.only();
    }
}
