package io.jenkins.plugins.containergate;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerFactory;
import jenkins.util.VirtualFile;

/** Throws where the reports of a verdict are kept, and keeps nothing. */
final class UnwritableArtifacts extends ArtifactManagerFactory {
    private final Fault fault;

    /** What is thrown. */
    interface Fault {
        void raise() throws IOException, InterruptedException;
    }

    UnwritableArtifacts(Fault fault) {
        this.fault = fault;
    }

    @Override
    public ArtifactManager managerFor(Run<?, ?> build) {
        return new ArtifactManager() {
            @Override
            public void onLoad(Run<?, ?> run) {}

            @Override
            public void archive(
                    FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
                    throws IOException, InterruptedException {
                fault.raise();
            }

            @Override
            public boolean delete() {
                return false;
            }

            @Override
            public VirtualFile root() {
                return VirtualFile.forFile(new File("/nonexistent"));
            }
        };
    }
}
