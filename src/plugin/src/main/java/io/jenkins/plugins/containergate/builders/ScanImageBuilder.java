package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code scanImage} as a build step: does the image hold what the policy forbids? */
public class ScanImageBuilder extends GateBuilder {
    private final ScanImageStep options;

    @DataBoundConstructor
    public ScanImageBuilder(ScanImageStep options) {
        this.options = options;
    }

    public ScanImageStep getOptions() {
        return options;
    }

    @Override
    protected ContainerStep options() {
        return options;
    }

    /** Form of the build step. */
    @Extension
    @Symbol("scanImage")
    public static class DescriptorImpl extends GateBuilderDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ScanImage_displayName();
        }
    }
}
