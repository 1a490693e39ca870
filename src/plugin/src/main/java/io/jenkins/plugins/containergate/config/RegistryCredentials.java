package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.PatternSet.ImagePattern;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.credentials.CredentialsItems;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How the registries and repositories that a pattern names are reached: with which credentials, and whether without TLS. */
public class RegistryCredentials implements Describable<RegistryCredentials> {
    private final String pattern;
    private final String credentialsId;
    private boolean plainHttp;

    /**
     * @param credentialsId empty or absent for registries that want no login
     * @throws IllegalArgumentException without a pattern, which would be for no registry
     */
    @DataBoundConstructor
    public RegistryCredentials(@Nullable String pattern, @Nullable String credentialsId) {
        this.pattern = pattern == null ? "" : pattern.strip();
        this.credentialsId = credentialsId == null ? "" : credentialsId.strip();
        if (this.pattern.isEmpty()) {
            throw new IllegalArgumentException(Messages.RegistryCredentials_noPattern());
        }
    }

    /** Over {@code registry/repository}: {@code *} stops at a slash, {@code **} does not. */
    public String getPattern() {
        return pattern;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Whether these registries are spoken to without encryption. */
    public boolean isPlainHttp() {
        return plainHttp;
    }

    @DataBoundSetter
    public void setPlainHttp(boolean plainHttp) {
        this.plainHttp = plainHttp;
    }

    public boolean matches(ImageReference image) {
        return !pattern.isEmpty() && ImagePattern.of(pattern).matches(image.repository());
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
            return value.strip().length() > Glob.MAX_LENGTH
                    ? FormValidation.error(Messages.RegistryCredentials_patternTooLong(Glob.MAX_LENGTH))
                    : FormValidation.validateRequired(value);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter @Nullable String credentialsId) {
            return CredentialsItems.registry(null, credentialsId);
        }
    }
}
