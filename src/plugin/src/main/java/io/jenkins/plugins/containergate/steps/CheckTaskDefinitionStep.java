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
import io.jenkins.plugins.containergate.evaluate.Judged;
import io.jenkins.plugins.containergate.evaluate.TaskDefinitionJudge;
import io.jenkins.plugins.containergate.evaluate.TaskDefinitionRequest;
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

/**
 * {@code checkTaskDefinition}: would the task run hardened? {@code file} or {@code taskDefinition}, or a {@code cluster} with
 * or without them.
 */
public class CheckTaskDefinitionStep extends GateStep implements TaskDefinitionRequest {
    private static final long serialVersionUID = 1L;

    private @Nullable String file;
    private @Nullable String taskDefinition;
    private @Nullable String parameters;
    private @Nullable String cluster;
    private @Nullable String service;
    private @Nullable String registry;
    private @Nullable String trivyServer;
    private boolean readImages;
    private boolean verifyImages;
    private boolean scanImages;

    @DataBoundConstructor
    public CheckTaskDefinitionStep() {}

    @Override
    public @Nullable String getFile() {
        return file;
    }

    @DataBoundSetter
    public void setFile(@Nullable String file) {
        this.file = Util.fixEmptyAndTrim(file);
    }

    @Override
    public @Nullable String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(@Nullable String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    @Override
    public @Nullable String getParameters() {
        return parameters;
    }

    @DataBoundSetter
    public void setParameters(@Nullable String parameters) {
        this.parameters = Util.fixEmptyAndTrim(parameters);
    }

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

    /** Host (and port) of the one registry that {@code registryCredentialsId} is for: a file must not choose it. */
    public @Nullable String getRegistry() {
        return registry;
    }

    @DataBoundSetter
    public void setRegistry(@Nullable String registry) {
        this.registry = Util.fixEmptyAndTrim(registry);
    }

    @Override
    public @Nullable String getTrivyServer() {
        return trivyServer;
    }

    @DataBoundSetter
    public void setTrivyServer(@Nullable String trivyServer) {
        this.trivyServer = Util.fixEmptyAndTrim(trivyServer);
    }

    @Override
    public boolean isReadImages() {
        return readImages;
    }

    @DataBoundSetter
    public void setReadImages(boolean readImages) {
        this.readImages = readImages;
    }

    @Override
    public boolean isVerifyImages() {
        return verifyImages;
    }

    @DataBoundSetter
    public void setVerifyImages(boolean verifyImages) {
        this.verifyImages = verifyImages;
    }

    @Override
    public boolean isScanImages() {
        return scanImages;
    }

    @DataBoundSetter
    public void setScanImages(boolean scanImages) {
        this.scanImages = scanImages;
    }

    @Override
    public JobCredentials credentials() {
        return new JobCredentials(Optional.ofNullable(registry), Optional.ofNullable(getRegistryCredentialsId()));
    }

    @Override
    public CheckTaskDefinitionStep expandedBy(EnvVars environment) {
        CheckTaskDefinitionStep expanded = (CheckTaskDefinitionStep) super.expandedBy(environment);
        expanded.file = expand(file, environment);
        expanded.taskDefinition = expand(taskDefinition, environment);
        expanded.parameters = expand(parameters, environment);
        expanded.cluster = expand(cluster, environment);
        expanded.service = expand(service, environment);
        expanded.registry = expand(registry, environment);
        return expanded;
    }

    /** JSON may hold secrets, so it is called by what it is. */
    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(file)
                .or(() -> Optional.ofNullable(taskDefinition)
                        .map(given -> TaskDefinitionRequest.isJson(given) ? "taskDefinition" : given))
                .or(() -> Optional.ofNullable(service))
                .or(() -> Optional.ofNullable(cluster));
    }

    @Override
    public String name() {
        return DescriptorImpl.NAME;
    }

    @Override
    public Set<GateName> gates() {
        return Set.of(GateName.TASK_DEFINITION);
    }

    @Override
    protected Optional<String> conflict() {
        return conflict(file, taskDefinition, cluster, service)
                .or(() -> credentials().problem());
    }

    private static Optional<String> conflict(
            @Nullable String file,
            @Nullable String taskDefinition,
            @Nullable String cluster,
            @Nullable String service) {
        if (service != null && cluster == null) {
            return Optional.of(Messages.CheckTaskDefinitionStep_serviceWithoutCluster());
        }
        if (file != null && taskDefinition != null) {
            return Optional.of(Messages.CheckTaskDefinitionStep_fileAndTaskDefinition());
        }
        return file == null && taskDefinition == null && cluster == null
                ? Optional.of(Messages.CheckTaskDefinitionStep_nothingToCheck())
                : Optional.empty();
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException {
        return new TaskDefinitionJudge(context, policy, clock).judge(this);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        private static final String NAME = "checkTaskDefinition";

        public DescriptorImpl() {
            super(NAME, List.of("file", "taskDefinition", "service", "cluster"));
        }

        /** Outside of a node there is no file; ECS is asked from the controller. */
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.CheckTaskDefinition_displayName();
        }

        @POST
        public FormValidation doCheckFile(
                @QueryParameter String value,
                @QueryParameter String taskDefinition,
                @QueryParameter String cluster,
                @QueryParameter String service) {
            return of(conflict(
                    Util.fixEmptyAndTrim(value),
                    Util.fixEmptyAndTrim(taskDefinition),
                    Util.fixEmptyAndTrim(cluster),
                    Util.fixEmptyAndTrim(service)));
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
