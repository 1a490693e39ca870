package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.CheckTaskDefinitionOptions;
import io.jenkins.plugins.containergate.run.GateOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code checkTaskDefinition}: would the task run hardened? */
public class CheckTaskDefinitionStep extends GateStep {
    private final CheckTaskDefinitionOptions options = new CheckTaskDefinitionOptions();

    @DataBoundConstructor
    public CheckTaskDefinitionStep() {}

    @Override
    protected GateOptions options() {
        return options;
    }

    public @Nullable String getFile() {
        return options.getFile();
    }

    @DataBoundSetter
    public void setFile(@Nullable String file) {
        options.setFile(file);
    }

    public @Nullable String getTaskDefinition() {
        return options.getTaskDefinition();
    }

    @DataBoundSetter
    public void setTaskDefinition(@Nullable String taskDefinition) {
        options.setTaskDefinition(taskDefinition);
    }

    public @Nullable String getParameters() {
        return options.getParameters();
    }

    @DataBoundSetter
    public void setParameters(@Nullable String parameters) {
        options.setParameters(parameters);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        public DescriptorImpl() {
            super(
                    "checkTaskDefinition",
                    CheckTaskDefinitionOptions.class,
                    List.of("file", "taskDefinition", "parameters"));
        }

        @Override
        public String getDisplayName() {
            return Messages.CheckTaskDefinition_displayName();
        }
    }
}
