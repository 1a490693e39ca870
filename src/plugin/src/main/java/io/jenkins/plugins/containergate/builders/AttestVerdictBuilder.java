package io.jenkins.plugins.containergate.builders;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.AttestVerdictOptions;
import io.jenkins.plugins.containergate.run.GateContext;
import io.jenkins.plugins.containergate.run.VerdictAttester;
import java.io.IOException;
import java.util.Optional;
import jenkins.tasks.SimpleBuildStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code attestVerdict} as a build step: sign what the gates of this build said of an image. */
public class AttestVerdictBuilder extends Builder implements SimpleBuildStep {
    private final AttestVerdictOptions options;

    @DataBoundConstructor
    public AttestVerdictBuilder(AttestVerdictOptions options) {
        this.options = options;
    }

    public AttestVerdictOptions getOptions() {
        return options;
    }

    @Override
    public void perform(
            Run<?, ?> run, FilePath workspace, EnvVars environment, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        // A Pipeline has expanded its own variables; only freestyle jobs know no other way.
        AttestVerdictOptions given = run instanceof AbstractBuild ? options.expandedBy(environment) : options;
        new VerdictAttester(given).perform(new GateContext(run, Optional.of(workspace), listener, Optional.empty()));
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
