package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.steps.CheckPostureStep;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code checkPosture} as a build step: which control holds for what runs in a cluster? */
public class CheckPostureBuilder extends GateBuilder {
    private final CheckPostureStep options;

    @DataBoundConstructor
    public CheckPostureBuilder(CheckPostureStep options) {
        this.options = options;
    }

    public CheckPostureStep getOptions() {
        return options;
    }

    @Override
    protected ContainerStep options() {
        return options;
    }

    /** Form of the build step. */
    @Extension
    @Symbol("checkPosture")
    public static class DescriptorImpl extends GateBuilderDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.CheckPosture_displayName();
        }
    }
}
