package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.evaluate.Judged;
import io.jenkins.plugins.containergate.evaluate.TaskDefinitionJudge;
import io.jenkins.plugins.containergate.evaluate.TaskDefinitionRequest;
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

/**
 * {@code checkTaskDefinition}: would the task run hardened? {@code file} or {@code taskDefinition}, or a {@code cluster} with
 * or without them.
 */
public class CheckTaskDefinitionStep extends TaskImagesStep implements TaskDefinitionRequest {
    private static final long serialVersionUID = 1L;

    private @Nullable String file;
    private @Nullable String taskDefinition;
    private @Nullable String parameters;
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
    public @Nullable String getTrivyServer() {
        return trivyServer;
    }

    @DataBoundSetter
    public void setTrivyServer(@Nullable String trivyServer) {
        this.trivyServer = Util.fixEmptyAndTrim(trivyServer);
    }

    @Override
    @DataBoundSetter
    public void setHostReports(@Nullable String hostReports) {
        super.setHostReports(hostReports);
    }

    @Override
    @DataBoundSetter
    public void setTrafficFile(@Nullable String trafficFile) {
        super.setTrafficFile(trafficFile);
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
    public CheckTaskDefinitionStep expandedBy(EnvVars environment) {
        CheckTaskDefinitionStep expanded = (CheckTaskDefinitionStep) super.expandedBy(environment);
        expanded.file = expand(file, environment);
        expanded.taskDefinition = expand(taskDefinition, environment);
        expanded.parameters = expand(parameters, environment);
        return expanded;
    }

    /** JSON may hold secrets, so it is called by what it is. */
    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(file)
                .or(() -> Optional.ofNullable(taskDefinition)
                        .map(given -> TaskDefinitionRequest.isJson(given) ? "taskDefinition" : given))
                .or(super::subject);
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
        return conflict(file, taskDefinition, getCluster(), getService())
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
    public static class DescriptorImpl extends TaskImagesStepDescriptor {
        private static final String NAME = "checkTaskDefinition";

        public DescriptorImpl() {
            super(NAME, List.of("file", "taskDefinition", "service", "cluster"));
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
    }
}
