package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.CheckTaskDefinitionOptions;
import io.jenkins.plugins.containergate.run.GateOptions;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
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

    public @Nullable String getCluster() {
        return options.getCluster();
    }

    @DataBoundSetter
    public void setCluster(@Nullable String cluster) {
        options.setCluster(cluster);
    }

    public @Nullable String getService() {
        return options.getService();
    }

    @DataBoundSetter
    public void setService(@Nullable String service) {
        options.setService(service);
    }

    public @Nullable String getRegistry() {
        return options.getRegistry();
    }

    @DataBoundSetter
    public void setRegistry(@Nullable String registry) {
        options.setRegistry(registry);
    }

    public boolean isReadImages() {
        return options.isReadImages();
    }

    @DataBoundSetter
    public void setReadImages(boolean readImages) {
        options.setReadImages(readImages);
    }

    public boolean isVerifyImages() {
        return options.isVerifyImages();
    }

    @DataBoundSetter
    public void setVerifyImages(boolean verifyImages) {
        options.setVerifyImages(verifyImages);
    }

    public boolean isScanImages() {
        return options.isScanImages();
    }

    @DataBoundSetter
    public void setScanImages(boolean scanImages) {
        options.setScanImages(scanImages);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        public DescriptorImpl() {
            super(
                    "checkTaskDefinition",
                    CheckTaskDefinitionOptions.class,
                    List.of("file", "taskDefinition", "service", "cluster"));
        }

        /** Outside of a node there is no file; ECS is asked from the controller. */
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.CheckTaskDefinition_displayName();
        }
    }
}
