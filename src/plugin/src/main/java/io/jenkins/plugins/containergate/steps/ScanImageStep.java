package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.GateOptions;
import io.jenkins.plugins.containergate.run.GateOptionsDescriptor;
import io.jenkins.plugins.containergate.run.ScanImageOptions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code scanImage}: does the image hold what the policy forbids? */
public class ScanImageStep extends GateStep {
    private final ScanImageOptions options = new ScanImageOptions();

    @DataBoundConstructor
    public ScanImageStep() {}

    @Override
    GateOptions options() {
        return options;
    }

    public @Nullable String getImage() {
        return options.getImage();
    }

    @DataBoundSetter
    public void setImage(@Nullable String image) {
        options.setImage(image);
    }

    public @Nullable String getArchive() {
        return options.getArchive();
    }

    @DataBoundSetter
    public void setArchive(@Nullable String archive) {
        options.setArchive(archive);
    }

    public @Nullable String getReport() {
        return options.getReport();
    }

    @DataBoundSetter
    public void setReport(@Nullable String report) {
        options.setReport(report);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ScanImageExecution(context, options);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "scanImage";
        }

        @Override
        public String getDisplayName() {
            return Messages.ScanImage_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public @Nullable String argumentsToString(Map<String, Object> namedArgs) {
            return Stream.of("image", "archive", "report")
                    .map(namedArgs::get)
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .findFirst()
                    .orElse(null);
        }

        /** For the form, which is that of the options. */
        public GateOptionsDescriptor getOptionsDescriptor() {
            return (GateOptionsDescriptor) Jenkins.get().getDescriptorOrDie(ScanImageOptions.class);
        }
    }
}
