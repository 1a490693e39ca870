package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.steps.CheckDriftStep;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code checkDrift} as a build step: is what runs in a cluster what passed? */
public class CheckDriftBuilder extends GateBuilder {
    private final CheckDriftStep options;

    @DataBoundConstructor
    public CheckDriftBuilder(CheckDriftStep options) {
        this.options = options;
    }

    public CheckDriftStep getOptions() {
        return options;
    }

    @Override
    protected ContainerStep options() {
        return options;
    }

    /** Form of the build step. */
    @Extension
    @Symbol("checkDrift")
    public static class DescriptorImpl extends GateBuilderDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.CheckDrift_displayName();
        }
    }
}
