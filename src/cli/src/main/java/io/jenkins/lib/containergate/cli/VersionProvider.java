package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.report.ToolIdentity;
import picocli.CommandLine.IVersionProvider;

/** {@code gate --version}. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        ToolIdentity tool = ToolIdentity.ofThisBuild();
        return new String[] {tool.name() + " " + tool.version(), "Java " + System.getProperty("java.version")};
    }
}
