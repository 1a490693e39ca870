package io.jenkins.plugins.containergate.builders;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.GateContext;
import io.jenkins.plugins.containergate.run.GateOptions;
import io.jenkins.plugins.containergate.run.GateOptionsDescriptor;
import io.jenkins.plugins.containergate.run.ScanImageOptions;
import io.jenkins.plugins.containergate.run.ScanImageRun;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code scanImage} as a build step: does the image hold what the policy forbids? */
public class ScanImageBuilder extends GateBuilder {
    private final ScanImageOptions options = new ScanImageOptions();

    @DataBoundConstructor
    public ScanImageBuilder() {}

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
    public void perform(
            Run<?, ?> run, FilePath workspace, EnvVars environment, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        // A Pipeline has expanded its own variables; only freestyle jobs know no other way.
        ScanImageOptions given = run instanceof AbstractBuild ? options.expandedBy(environment) : options;
        new ScanImageRun(given)
                .perform(new GateContext(run, workspace, launcher, environment, listener, Optional.empty()));
    }

    /** Form of the build step. */
    @Extension
    @Symbol("scanImage")
    public static class DescriptorImpl extends BuildStepDescriptor<Builder> {
        @Override
        public String getDisplayName() {
            return Messages.ScanImage_displayName();
        }

        @Override
        @SuppressWarnings("rawtypes") // as the extension point declares it
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }

        /** For the form, which is that of the options. */
        public GateOptionsDescriptor getOptionsDescriptor() {
            return (GateOptionsDescriptor) Jenkins.get().getDescriptorOrDie(ScanImageOptions.class);
        }
    }
}
