package io.jenkins.plugins.containergate.builders;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.containergate.run.GateContext;
import io.jenkins.plugins.containergate.run.GateOptions;
import io.jenkins.plugins.containergate.run.GateRun;
import java.io.IOException;
import java.util.Optional;
import jenkins.tasks.SimpleBuildStep;

/** Build step of a gate: its options, and nothing besides. */
public abstract class GateBuilder extends Builder implements SimpleBuildStep {

    /**
     * What the getter of the attribute {@code options} returns. The getter itself must not be declared here: a form finds the
     * type of an attribute by any getter of its name, and this type is not the one of the gate.
     */
    protected abstract GateOptions options();

    @Override
    public final void perform(
            Run<?, ?> run, FilePath workspace, EnvVars environment, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        // A Pipeline has expanded its own variables; only freestyle jobs know no other way.
        GateOptions given = run instanceof AbstractBuild ? options().expandedBy(environment) : options();
        new GateRun(given)
                .perform(new GateContext(run, Optional.of(workspace), listener, Optional.empty(), environment));
    }
}
