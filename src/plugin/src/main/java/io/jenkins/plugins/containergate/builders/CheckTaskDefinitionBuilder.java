package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.steps.CheckTaskDefinitionStep;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code checkTaskDefinition} as a build step: would the task run hardened? */
public class CheckTaskDefinitionBuilder extends GateBuilder {
    private final CheckTaskDefinitionStep options;

    @DataBoundConstructor
    public CheckTaskDefinitionBuilder(CheckTaskDefinitionStep options) {
        this.options = options;
    }

    public CheckTaskDefinitionStep getOptions() {
        return options;
    }

    @Override
    protected ContainerStep options() {
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
