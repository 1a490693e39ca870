package io.jenkins.plugins.containergate.builders;

import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;

/**
 * The build step of a gate, in any kind of job. Its form is that of the options.
 *
 * <p>The display name must not be asked from another descriptor: Jenkins sorts by it before it knows any.
 */
public abstract class GateBuilderDescriptor extends BuildStepDescriptor<Builder> {

    @Override
    @SuppressWarnings("rawtypes") // as the extension point declares it
    public final boolean isApplicable(Class<? extends AbstractProject> jobType) {
        return true;
    }
}
