package io.jenkins.plugins.containergate.run;

import hudson.remoting.VirtualChannel;
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
record ReadTaskDefinitionCallable(String file) implements ControllerToAgentFileCallable<byte[]> {
    @Override
    public byte[] invoke(File workspace, VirtualChannel channel) {
        try {
            return InspectionJson.write(
                    TaskDefinitionContents.of(new TaskDefinitionFiles(TaskDefinitionJudge.LIMITS, Map.of())
                            .contents(workspace.toPath().resolve(file), file)));
        } catch (GateException e) {
            return InspectionJson.write(TaskDefinitionContents.of(e));
        }
    }
}
