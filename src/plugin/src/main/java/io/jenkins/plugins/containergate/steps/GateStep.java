package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.run.Gate;
import io.jenkins.plugins.containergate.run.GateResultValue;
import io.jenkins.plugins.containergate.run.GateRun;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that comes to verdicts under the policy. */
public abstract class GateStep extends ContainerStep implements Gate {
    private static final long serialVersionUID = 1L;

    private @Nullable String policyFile;
    private @Nullable String unusable;

    @Override
    public final GateResultValue perform(GateContext context) throws IOException, InterruptedException {
        return new GateRun(this).perform(context);
    }

    /** A gate that is stopped has decided nothing; who catches that must not make the build green. */
    @Override
    final void stopped(Run<?, ?> run, Optional<FlowNode> node) throws IOException {
        GateRun.stopped(run, node, this);
    }

    /** @param problem with the arguments of a Pipeline, none of which could be taken over */
    void setUnusable(String problem) {
        this.unusable = problem;
    }

    @Override
    public final Optional<String> problem() {
        if (unusable != null) {
            return Optional.of(unusable);
        }
        return unknown().isEmpty()
                ? conflict()
                : Optional.of(Messages.ContainerStep_unknown(name(), String.join(", ", unknown())));
    }

    /** Why these options cannot be used together, if so: the form says it, and the build fails with it. */
    protected abstract Optional<String> conflict();

    /** Path of a policy file in the workspace; when absent, {@code container-gate.yaml} if the workspace has it. */
    @Override
    public @Nullable String getPolicyFile() {
        return policyFile;
    }

    @DataBoundSetter
    public void setPolicyFile(@Nullable String policyFile) {
        this.policyFile = Util.fixEmptyAndTrim(policyFile);
    }

    @Override
    public GateStep expandedBy(EnvVars environment) {
        GateStep expanded = (GateStep) super.expandedBy(environment);
        expanded.policyFile = expand(policyFile, environment);
        return expanded;
    }
}
