package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.AccessControlled;
import io.jenkins.lib.containergate.stubs.Signature;
import java.io.File;
import java.io.IOException;
import jenkins.model.ArtifactManager;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements ExtensionPoint, Comparable<RunT>, AccessControlled {
    Run() {}

    public JobT getParent() {
        throw Signature.only();
    }

    public Result getResult() {
        throw Signature.only();
    }

    public void setResult(Result r) {
        throw Signature.only();
    }

    public File getRootDir() {
        throw Signature.only();
    }

    public String getUrl() {
        throw Signature.only();
    }

    public String getExternalizableId() {
        throw Signature.only();
    }

    public int getNumber() {
        throw Signature.only();
    }

    public final long getTimeInMillis() {
        throw Signature.only();
    }

    public boolean isBuilding() {
        throw Signature.only();
    }

    public RunT getPreviousBuild() {
        throw Signature.only();
    }

    public final ArtifactManager getArtifactManager() {
        throw Signature.only();
    }

    public final synchronized ArtifactManager pickArtifactManager() throws IOException {
        throw Signature.only();
    }

    public synchronized void save() throws IOException {
        throw Signature.only();
    }
}
