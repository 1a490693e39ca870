package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.steps.AttestVerdictStep;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code attestVerdict} as a build step: sign what the gates of this build said of an image. */
public class AttestVerdictBuilder extends GateBuilder {
    private final AttestVerdictStep options;

    @DataBoundConstructor
    public AttestVerdictBuilder(AttestVerdictStep options) {
        this.options = options;
    }

    public AttestVerdictStep getOptions() {
        return options;
    }

    @Override
    protected ContainerStep options() {
        return options;
    }

    /** Form of the build step. */
    @Extension
    @Symbol("attestVerdict")
    public static class DescriptorImpl extends GateBuilderDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AttestVerdict_displayName();
        }
    }
}
