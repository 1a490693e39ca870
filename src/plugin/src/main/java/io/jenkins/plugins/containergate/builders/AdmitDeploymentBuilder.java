package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.steps.AdmitDeploymentStep;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code admitDeployment} as a build step: does the ECS deployment that waits go on, or is it rolled back? */
public class AdmitDeploymentBuilder extends GateBuilder {
    private final AdmitDeploymentStep options;

    @DataBoundConstructor
    public AdmitDeploymentBuilder(AdmitDeploymentStep options) {
        this.options = options;
    }

    public AdmitDeploymentStep getOptions() {
        return options;
    }

    @Override
    protected ContainerStep options() {
        return options;
    }

    /** Form of the build step. */
    @Extension
    @Symbol("admitDeployment")
    public static class DescriptorImpl extends GateBuilderDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AdmitDeployment_displayName();
        }
    }
}
