package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.GateOptions;
import io.jenkins.plugins.containergate.run.ScanImageOptions;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code scanImage} as a build step: does the image hold what the policy forbids? */
public class ScanImageBuilder extends GateBuilder {
    private final ScanImageOptions options;

    @DataBoundConstructor
    public ScanImageBuilder(ScanImageOptions options) {
        this.options = options;
    }

    public ScanImageOptions getOptions() {
        return options;
    }

    @Override
    protected GateOptions options() {
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
