package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.Util;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** A gate on a cluster of ECS or one of its services. ECS is asked from the controller, so it can do without an agent. */
public abstract class ClusterStep extends GateStep {
    private static final long serialVersionUID = 1L;

    private @Nullable String cluster;
    private @Nullable String service;
    private @Nullable String hostReports;
    private @Nullable String trafficFile;

    /** Name or ARN. */
    public @Nullable String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(@Nullable String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** Name of the one service that is meant. */
    public @Nullable String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(@Nullable String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    /** Reports of docker-bench-security in the workspace, {@code INSTANCE=FILE}, one a line. */
    public @Nullable String getHostReports() {
        return hostReports;
    }

    /** An option of those steps that make it one. */
    void setHostReports(@Nullable String hostReports) {
        this.hostReports = Util.fixEmptyAndTrim(hostReports);
    }

    /** File in the workspace with traffic that {@code gate learn segments} recorded. */
    public @Nullable String getTrafficFile() {
        return trafficFile;
    }

    /** An option of those steps that make it one. */
    void setTrafficFile(@Nullable String trafficFile) {
        this.trafficFile = Util.fixEmptyAndTrim(trafficFile);
    }

    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(service).or(() -> Optional.ofNullable(cluster));
    }

    @Override
    public ClusterStep expandedBy(EnvVars environment) {
        ClusterStep expanded = (ClusterStep) super.expandedBy(environment);
        expanded.cluster = expand(cluster, environment);
        expanded.service = expand(service, environment);
        expanded.hostReports = expand(hostReports, environment);
        expanded.trafficFile = expand(trafficFile, environment);
        return expanded;
    }
}
