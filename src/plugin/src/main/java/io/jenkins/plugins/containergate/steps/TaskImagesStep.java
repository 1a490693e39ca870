package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.containergate.access.JobCredentials;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A gate on images that task definitions name. */
public abstract class TaskImagesStep extends ClusterStep {
    private static final long serialVersionUID = 1L;

    private @Nullable String registry;

    /** Host (and port) of the one registry that {@code registryCredentialsId} is for: a task definition must not choose it. */
    public @Nullable String getRegistry() {
        return registry;
    }

    @DataBoundSetter
    public void setRegistry(@Nullable String registry) {
        this.registry = Util.fixEmptyAndTrim(registry);
    }

    public JobCredentials credentials() {
        return credentials(registry, getRegistryCredentialsId());
    }

    private static JobCredentials credentials(@Nullable String registry, @Nullable String id) {
        return new JobCredentials(Optional.ofNullable(registry), Optional.ofNullable(id));
    }

    @Override
    public TaskImagesStep expandedBy(EnvVars environment) {
        TaskImagesStep expanded = (TaskImagesStep) super.expandedBy(environment);
        expanded.registry = expand(registry, environment);
        return expanded;
    }

    /** Checks what the form says of a registry. */
    public abstract static class TaskImagesStepDescriptor extends GateStepDescriptor {
        TaskImagesStepDescriptor(String name, List<String> subjects) {
            super(name, subjects);
        }

        @POST
        public FormValidation doCheckRegistry(
                @QueryParameter String value, @QueryParameter String registryCredentialsId) {
            return value.contains("$")
                    ? FormValidation.ok()
                    : of(credentials(Util.fixEmptyAndTrim(value), Util.fixEmptyAndTrim(registryCredentialsId))
                            .problem());
        }
    }
}
