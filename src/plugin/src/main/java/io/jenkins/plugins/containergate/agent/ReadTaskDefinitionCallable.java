package io.jenkins.plugins.containergate.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.File;
import java.util.Map;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Reads task definitions in the workspace and understands nothing of them: that is the controller's.
 *
 * @param file relative to the workspace
 */
public record ReadTaskDefinitionCallable(String file) implements ControllerToAgentFileCallable<byte[]> {
    /** Less than the command line takes: the controller holds it in memory. */
    public static final DocumentLimits LIMITS = new DocumentLimits(8 << 20, 64, 300_000, 2 << 20, 1_000, 500);

    @Override
    public byte[] invoke(File workspace, VirtualChannel channel) {
        try {
            return InspectionJson.write(TaskDefinitionContents.of(new TaskDefinitionFiles(LIMITS, Map.of())
                    .contents(workspace.toPath().resolve(file), file)));
        } catch (GateException e) {
            return InspectionJson.write(TaskDefinitionContents.of(e));
        }
    }
}
