package io.jenkins.plugins.containergate.builders;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import java.io.IOException;
import java.util.Optional;
import jenkins.tasks.SimpleBuildStep;

/** A Pipeline step as a build step of freestyle jobs: the step is its attribute {@code options}, and it has no other. */
public abstract class GateBuilder extends Builder implements SimpleBuildStep {

    /**
     * What the getter of the attribute {@code options} returns. The getter itself must not be declared here: a form finds the
     * type of an attribute by any getter of its name, and this type is not the one of the gate.
     */
    protected abstract ContainerStep options();

    @Override
    public final void perform(
            Run<?, ?> run, FilePath workspace, EnvVars environment, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        // A Pipeline has expanded its own variables; only freestyle jobs know no other way.
        ContainerStep given = run instanceof AbstractBuild ? options().expandedBy(environment) : options();
        given.perform(new GateContext(run, Optional.of(workspace), listener, Optional.empty(), environment));
    }
}
