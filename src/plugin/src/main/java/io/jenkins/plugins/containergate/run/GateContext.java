package io.jenkins.plugins.containergate.run;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * Where in a build a gate runs.
 *
 * @param workspace on the agent
 * @param node the Pipeline step, if it is one
 */
public record GateContext(
        Run<?, ?> run,
        FilePath workspace,
        Launcher launcher,
        EnvVars environment,
        TaskListener listener,
        Optional<FlowNode> node) {}
