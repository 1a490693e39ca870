package io.jenkins.plugins.containergate.run;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * Where in a build a gate runs.
 *
 * @param workspace on the agent; none for a Pipeline step outside of {@code node}
 * @param node the Pipeline step, if it is one
 */
public record GateContext(Run<?, ?> run, Optional<FilePath> workspace, TaskListener listener, Optional<FlowNode> node) {

    /** @param purpose what the workspace is needed for, such as "a policy file" */
    public FilePath requiredWorkspace(String purpose) throws GateException {
        return workspace.orElseThrow(() -> new GateException(
                purpose + " needs a workspace, and this step runs on no node", "put the step into node { }"));
    }
}
