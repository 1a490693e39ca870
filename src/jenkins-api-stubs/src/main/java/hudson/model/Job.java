package hudson.model;

import hudson.ExtensionPoint;
import hudson.util.RunList;
import io.jenkins.lib.containergate.stubs.Signature;

public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    Job() {}

    public RunList<RunT> getBuilds() {
        throw Signature.only();
    }

    public RunT getLastBuild() {
        throw Signature.only();
    }

    public RunT getBuildByNumber(int n) {
        throw Signature.only();
    }
}
