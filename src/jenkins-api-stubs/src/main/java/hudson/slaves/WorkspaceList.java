package hudson.slaves;

import hudson.FilePath;
import io.jenkins.lib.containergate.stubs.Signature;

public final class WorkspaceList {
    public static FilePath tempDir(FilePath ws) {
        throw Signature.only();
    }
}
