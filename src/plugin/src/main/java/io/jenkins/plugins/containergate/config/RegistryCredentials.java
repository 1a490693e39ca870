package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.credentials.RegistryCredentialsItems;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Which credentials log in to the registries and repositories a pattern names. */
public class RegistryCredentials implements Describable<RegistryCredentials> {
    private final String pattern;
    private final String credentialsId;

    @DataBoundConstructor
    public RegistryCredentials(String pattern, String credentialsId) {
        this.pattern = pattern.strip();
        this.credentialsId = credentialsId.strip();
    }

    /** Over {@code registry/repository}: {@code *} stops at a slash, {@code **} does not. */
    public String getPattern() {
        return pattern;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Form of one pattern. */
    @Extension
    public static class DescriptorImpl extends Descriptor<RegistryCredentials> {
        @Override
        public String getDisplayName() {
            return Messages.RegistryCredentials_displayName();
        }

        @POST
        public FormValidation doCheckPattern(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            return FormValidation.validateRequired(value);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter @Nullable String credentialsId) {
            return RegistryCredentialsItems.of(null, credentialsId);
        }
    }
}
