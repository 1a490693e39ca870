package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.access.JobCredentials;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.evaluate.AdmissionJudge;
import io.jenkins.plugins.containergate.evaluate.AdmissionRequest;
import io.jenkins.plugins.containergate.evaluate.Judged;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code admitDeployment}: does the ECS deployment that waits go on, or is it rolled back? */
public class AdmitDeploymentStep extends GateStep implements AdmissionRequest {
    private static final long serialVersionUID = 1L;

    private @Nullable String cluster;
    private @Nullable String service;
    private @Nullable String registry;
    private boolean wait;

    @DataBoundConstructor
    public AdmitDeploymentStep() {}

    @Override
    public @Nullable String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(@Nullable String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    @Override
    public @Nullable String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(@Nullable String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    /** Host (and port) of the one registry that {@code registryCredentialsId} is for: a task definition must not choose it. */
    public @Nullable String getRegistry() {
        return registry;
    }

    @DataBoundSetter
    public void setRegistry(@Nullable String registry) {
        this.registry = Util.fixEmptyAndTrim(registry);
    }

    @Override
    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    @Override
    public JobCredentials credentials() {
        return new JobCredentials(Optional.ofNullable(registry), Optional.ofNullable(getRegistryCredentialsId()));
    }

    /** What waits is asked of ECS again, so nothing is lost with the controller. */
    @Override
    boolean startsAgain() {
        return true;
    }

    @Override
    public AdmitDeploymentStep expandedBy(EnvVars environment) {
        AdmitDeploymentStep expanded = (AdmitDeploymentStep) super.expandedBy(environment);
        expanded.cluster = expand(cluster, environment);
        expanded.service = expand(service, environment);
        expanded.registry = expand(registry, environment);
        return expanded;
    }

    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(service).or(() -> Optional.ofNullable(cluster));
    }

    @Override
    public String name() {
        return DescriptorImpl.NAME;
    }

    @Override
    public Set<GateName> gates() {
        return Set.of(GateName.ADMISSION);
    }

    @Override
    protected Optional<String> conflict() {
        return conflict(cluster).or(() -> credentials().problem());
    }

    private static Optional<String> conflict(@Nullable String cluster) {
        return cluster == null ? Optional.of(Messages.AdmitDeploymentStep_noCluster()) : Optional.empty();
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException {
        return new AdmissionJudge(context, policy, clock).judge(this);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        private static final String NAME = "admitDeployment";

        public DescriptorImpl() {
            super(NAME, List.of("service", "cluster"));
        }

        /** ECS is asked from the controller. */
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.AdmitDeployment_displayName();
        }

        @POST
        public FormValidation doCheckCluster(@QueryParameter String value) {
            return of(conflict(Util.fixEmptyAndTrim(value)));
        }

        @POST
        public FormValidation doCheckRegistry(
                @QueryParameter String value, @QueryParameter String registryCredentialsId) {
            if (value.contains("$")) {
                return FormValidation.ok();
            }
            return of(new JobCredentials(
                            Optional.ofNullable(Util.fixEmptyAndTrim(value)),
                            Optional.ofNullable(Util.fixEmptyAndTrim(registryCredentialsId)))
                    .problem());
        }
    }
}
