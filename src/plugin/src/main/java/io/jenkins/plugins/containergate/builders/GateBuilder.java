package io.jenkins.plugins.containergate.builders;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.run.GateRun;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import java.io.IOException;
import java.util.Optional;
import jenkins.tasks.SimpleBuildStep;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * A Pipeline step as a build step of freestyle jobs: the step is its attribute {@code options}, and it has no other. In a Pipeline
 * it does not run: there is the step.
 */
public abstract class GateBuilder extends Builder implements SimpleBuildStep {

    /**
     * What the getter of the attribute {@code options} returns. The getter itself must not be declared here: a form finds the
     * type of an attribute by any getter of its name, and this type is not the one of the gate.
     *
     * @return null where the configuration of the job was written by hand and has none
     */
    protected abstract @Nullable ContainerStep options();

    @Override
    public final void perform(
            Run<?, ?> run, FilePath workspace, EnvVars environment, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        if (!(run instanceof AbstractBuild)) {
            // of a build step that a restart cut short and that is caught, nothing would be left
            GateRun.refused(run);
            throw new AbortException(Messages.GateBuilder_pipeline(step()));
        }
        ContainerStep options = options();
        if (options == null) {
            throw new AbortException(new GateException(
                            "the build step '" + getDescriptor().getDisplayName() + "' has no options",
                            "save the configuration of the job again, or write <options> into it")
                    .getMessage());
        }
        options.expandedBy(environment)
                .perform(new GateContext(run, Optional.of(workspace), listener, Optional.empty(), environment));
    }

    private String step() {
        Symbol symbol = getDescriptor().getClass().getAnnotation(Symbol.class);
        return symbol == null ? getDescriptor().getDisplayName() : symbol.value()[0];
    }
}
