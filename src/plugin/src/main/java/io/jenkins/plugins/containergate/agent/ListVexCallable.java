package io.jenkins.plugins.containergate.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.lib.containergate.vulnerability.vex.VexFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Names the VEX documents below a directory of the workspace, within the bounds of {@link VexFiles}.
 *
 * @param directory relative to the workspace
 */
public record ListVexCallable(String directory) implements ControllerToAgentFileCallable<String[]> {
    /** Relative to the directory, with slashes. */
    @Override
    public String[] invoke(File workspace, VirtualChannel channel) throws IOException {
        Path root = workspace.toPath().resolve(directory);
        return new VexFiles()
                .below(root).stream()
                        .map(file -> root.relativize(file).toString().replace('\\', '/'))
                        .toArray(String[]::new);
    }
}
