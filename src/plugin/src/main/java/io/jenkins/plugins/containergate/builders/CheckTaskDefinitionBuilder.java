package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.CheckTaskDefinitionOptions;
import io.jenkins.plugins.containergate.run.GateOptions;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code checkTaskDefinition} as a build step: would the task run hardened? */
public class CheckTaskDefinitionBuilder extends GateBuilder {
    private final CheckTaskDefinitionOptions options;

    @DataBoundConstructor
    public CheckTaskDefinitionBuilder(CheckTaskDefinitionOptions options) {
        this.options = options;
    }

    public CheckTaskDefinitionOptions getOptions() {
        return options;
    }

    @Override
    protected GateOptions options() {
        return options;
    }

    /** Form of the build step. */
    @Extension
    @Symbol("checkTaskDefinition")
    public static class DescriptorImpl extends GateBuilderDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.CheckTaskDefinition_displayName();
        }
    }
}
