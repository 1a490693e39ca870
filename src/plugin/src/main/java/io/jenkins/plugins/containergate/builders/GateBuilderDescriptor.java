package io.jenkins.plugins.containergate.builders;

import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.containergate.run.GateOptions;
import jenkins.model.Jenkins;

/** The build step of a gate, in any kind of job. Its form is that of the options. */
public abstract class GateBuilderDescriptor extends BuildStepDescriptor<Builder> {
    private final Class<? extends GateOptions> options;

    protected GateBuilderDescriptor(Class<? extends GateOptions> options) {
        this.options = options;
    }

    @Override
    public final String getDisplayName() {
        return Jenkins.get().getDescriptorOrDie(options).getDisplayName();
    }

    @Override
    @SuppressWarnings("rawtypes") // as the extension point declares it
    public final boolean isApplicable(Class<? extends AbstractProject> jobType) {
        return true;
    }
}
