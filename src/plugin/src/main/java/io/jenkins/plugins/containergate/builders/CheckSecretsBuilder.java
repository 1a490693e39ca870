package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.CheckSecretsOptions;
import io.jenkins.plugins.containergate.run.GateOptions;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code checkSecrets} as a build step: does an image or a source tree hold secrets? */
public class CheckSecretsBuilder extends GateBuilder {
    private final CheckSecretsOptions options;

    @DataBoundConstructor
    public CheckSecretsBuilder(CheckSecretsOptions options) {
        this.options = options;
    }

    public CheckSecretsOptions getOptions() {
        return options;
    }

    @Override
    protected GateOptions options() {
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
