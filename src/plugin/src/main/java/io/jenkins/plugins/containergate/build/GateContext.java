package io.jenkins.plugins.containergate.build;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * Where in a build a gate runs.
 *
 * @param workspace on the agent; none for a Pipeline step outside of {@code node}
 * @param node the Pipeline step, if it is one
 * @param environment variables that a process of the job would have besides those of the agent
 */
public record GateContext(
        Run<?, ?> run,
        Optional<FilePath> workspace,
        TaskListener listener,
        Optional<FlowNode> node,
        Map<String, String> environment) {
    public GateContext {
        environment = Map.copyOf(environment);
    }

    /** For what has no use for the environment. */
    public GateContext(Run<?, ?> run, Optional<FilePath> workspace, TaskListener listener, Optional<FlowNode> node) {
        this(run, workspace, listener, node, Map.of());
    }

    /** @param purpose what the workspace is needed for, such as "a policy file" */
    public FilePath requiredWorkspace(String purpose) throws GateException {
        return workspace.orElseThrow(() -> new GateException(
                purpose + " needs a workspace, and this step runs on no node", "put the step into node { }"));
    }

    /**
     * A file or directory that the job names.
     *
     * @param what it is, such as "the report"
     * @param remedy for one that is not in the workspace
     */
    public FilePath requiredFile(String what, String path, String remedy)
            throws GateException, IOException, InterruptedException {
        String named = what + " '" + path + "'";
        FilePath file = requiredWorkspace(named).child(path);
        if (!file.exists()) {
            throw new GateException(named + " is not in the workspace", remedy);
        }
        return file;
    }
}
