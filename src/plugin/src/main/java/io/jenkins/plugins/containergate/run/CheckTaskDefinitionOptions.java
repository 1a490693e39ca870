package io.jenkins.plugins.containergate.run;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Options of {@code checkTaskDefinition}: {@code file} or {@code taskDefinition}, or a {@code cluster} with or without them. */
public class CheckTaskDefinitionOptions extends GateOptions {
    private static final long serialVersionUID = 1L;

    private @Nullable String file;
    private @Nullable String taskDefinition;
    private @Nullable String parameters;
    private @Nullable String cluster;
    private @Nullable String service;
    private @Nullable String registry;
    private boolean readImages;
    private boolean verifyImages;
    private boolean scanImages;

    @DataBoundConstructor
    public CheckTaskDefinitionOptions() {}

    /** Path in the workspace: a task definition, a CloudFormation template, {@code cdk.out} or a Terraform plan. */
    public @Nullable String getFile() {
        return file;
    }

    @DataBoundSetter
    public void setFile(@Nullable String file) {
        this.file = Util.fixEmptyAndTrim(file);
    }

    /** JSON that a Pipeline made, or the name of a registered task definition. */
    public @Nullable String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(@Nullable String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    /** Parameters of a template, {@code NAME=VALUE}, one a line. */
    public @Nullable String getParameters() {
        return parameters;
    }

    @DataBoundSetter
    public void setParameters(@Nullable String parameters) {
        this.parameters = Util.fixEmptyAndTrim(parameters);
    }

    /** Name or ARN of an ECS cluster that is judged as well. */
    public @Nullable String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(@Nullable String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** Name or ARN of a service of the cluster: judged as well, and what it runs when nothing else is named. */
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

    /** The job's credentials for images that a task names. */
    JobCredentials credentials() {
        return new JobCredentials(Optional.ofNullable(registry), Optional.ofNullable(getRegistryCredentialsId()));
    }

    /** Read the configurations of the images: their users and health checks count where the definition is silent. */
    public boolean isReadImages() {
        return readImages;
    }

    @DataBoundSetter
    public void setReadImages(boolean readImages) {
        this.readImages = readImages;
    }

    /** Verify who signed every image; the policy may demand it, too. */
    public boolean isVerifyImages() {
        return verifyImages;
    }

    @DataBoundSetter
    public void setVerifyImages(boolean verifyImages) {
        this.verifyImages = verifyImages;
    }

    /** Judge what every image holds; the policy may demand it, too. */
    public boolean isScanImages() {
        return scanImages;
    }

    @DataBoundSetter
    public void setScanImages(boolean scanImages) {
        this.scanImages = scanImages;
    }

    /** Whether the job has the task definition itself, so that ECS need not be asked for it. */
    boolean bringsItself() {
        return file != null || (taskDefinition != null && isJson(taskDefinition));
    }

    @Override
    public CheckTaskDefinitionOptions expandedBy(EnvVars environment) {
        CheckTaskDefinitionOptions expanded = new CheckTaskDefinitionOptions();
        expandInto(expanded, environment);
        expanded.setFile(expand(file, environment));
        expanded.setTaskDefinition(expand(taskDefinition, environment));
        expanded.setParameters(expand(parameters, environment));
        expanded.setCluster(expand(cluster, environment));
        expanded.setService(expand(service, environment));
        expanded.setRegistry(expand(registry, environment));
        expanded.setReadImages(readImages);
        expanded.setVerifyImages(verifyImages);
        expanded.setScanImages(scanImages);
        return expanded;
    }

    /** JSON may hold secrets, so it is called by what it is. */
    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(file)
                .or(() -> Optional.ofNullable(taskDefinition).map(given -> isJson(given) ? "taskDefinition" : given))
                .or(() -> Optional.ofNullable(service))
                .or(() -> Optional.ofNullable(cluster));
    }

    @Override
    String gateName() {
        return "checkTaskDefinition";
    }

    @Override
    Set<GateName> gates() {
        return Set.of(GateName.TASK_DEFINITION);
    }

    @Override
    public Optional<String> problem() {
        return problem(file, taskDefinition, cluster, service)
                .or(() -> credentials().problem());
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException {
        return new TaskDefinitionJudge(context, policy, clock).judge(this);
    }

    static boolean isJson(String given) {
        return given.stripLeading().startsWith("{");
    }

    private static Optional<String> problem(
            @Nullable String file,
            @Nullable String taskDefinition,
            @Nullable String cluster,
            @Nullable String service) {
        if (service != null && cluster == null) {
            return Optional.of(Messages.CheckTaskDefinitionOptions_serviceWithoutCluster());
        }
        if (file != null && taskDefinition != null) {
            return Optional.of(Messages.CheckTaskDefinitionOptions_fileAndTaskDefinition());
        }
        return file == null && taskDefinition == null && cluster == null
                ? Optional.of(Messages.CheckTaskDefinitionOptions_nothingToCheck())
                : Optional.empty();
    }

    /** Form of the options, shared by the step and the build step. */
    @Extension
    public static class DescriptorImpl extends GateOptionsDescriptor {
        public DescriptorImpl() {
            super("checkTaskDefinition");
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
            return problem(
                            Util.fixEmptyAndTrim(value),
                            Util.fixEmptyAndTrim(taskDefinition),
                            Util.fixEmptyAndTrim(cluster),
                            Util.fixEmptyAndTrim(service))
                    .map(FormValidation::error)
                    .orElseGet(FormValidation::ok);
        }

        @POST
        public FormValidation doCheckRegistry(
                @QueryParameter String value, @QueryParameter String registryCredentialsId) {
            if (value.contains("$")) {
                return FormValidation.ok();
            }
            return new JobCredentials(
                            Optional.ofNullable(Util.fixEmptyAndTrim(value)),
                            Optional.ofNullable(Util.fixEmptyAndTrim(registryCredentialsId)))
                    .problem()
                    .map(FormValidation::error)
                    .orElseGet(FormValidation::ok);
        }
    }
}
