package io.jenkins.plugins.containergate.agent;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.git.GitHistory;
import io.jenkins.lib.containergate.secret.tree.SourceHistory;
import io.jenkins.lib.containergate.secret.tree.SourceTree;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.build.ProgressLog;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Searches a part of the workspace for secrets, on the agent, and returns redacted findings as the bytes of a {@link
 * TreeReport}. No value leaves the agent.
 *
 * @param path directory or file in the workspace
 * @param gitHistory whether what its repository held before is searched, too
 */
record SearchTreeCallable(
        String path, boolean gitHistory, SecretRules rules, AgentEnvironment environment, TaskListener listener)
        implements ControllerToAgentFileCallable<byte[]> {

    @Override
    public byte[] invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        GateLog log = new GateLog(listener);
        try {
            return OwnThread.call(() -> InspectionJson.write(search(workspace.toPath(), log)));
        } finally {
            log.flush();
        }
    }

    private TreeReport search(Path workspace, GateLog log) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        try {
            Limits limits = Limits.defaults();
            Optional<SourceHistory> history = gitHistory ? Optional.of(GitHistory.within(limits)) : Optional.empty();
            return TreeReport.of(new SourceTree(rules.search(limits), threads, history)
                    .search(workspace.resolve(path), path, environment.deadline(), new ProgressLog(log)));
        } catch (GateException e) {
            return TreeReport.of(e);
        }
    }
}
