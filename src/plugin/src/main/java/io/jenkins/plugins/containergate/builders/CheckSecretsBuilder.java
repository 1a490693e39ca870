package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.steps.CheckSecretsStep;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code checkSecrets} as a build step: does an image or a source tree hold secrets? */
public class CheckSecretsBuilder extends GateBuilder {
    private final CheckSecretsStep options;

    @DataBoundConstructor
    public CheckSecretsBuilder(CheckSecretsStep options) {
        this.options = options;
    }

    public CheckSecretsStep getOptions() {
        return options;
    }

    @Override
    protected ContainerStep options() {
        return options;
    }

    /** Form of the build step. */
    @Extension
    @Symbol("checkSecrets")
    public static class DescriptorImpl extends GateBuilderDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.CheckSecrets_displayName();
        }
    }
}
