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
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How the registries and repositories that a pattern names are reached: with which credentials, and whether without TLS. */
public class RegistryCredentials implements Describable<RegistryCredentials> {
    /** After the last wildcard of a host. */
    private static final Pattern DOMAIN = Pattern.compile("\\.[^.].*");

    private final String pattern;
    private final String credentialsId;
    private boolean plainHttp;

    /**
     * @param credentialsId empty or absent for registries that want no login
     * @throws IllegalArgumentException without a pattern, which would be for no registry, or with credentials for hosts that jobs
     *     choose
     */
    @DataBoundConstructor
    public RegistryCredentials(@Nullable String pattern, @Nullable String credentialsId) {
        this.pattern = pattern == null ? "" : pattern.strip();
        this.credentialsId = credentialsId == null ? "" : credentialsId.strip();
        if (this.pattern.isEmpty()) {
            throw new IllegalArgumentException(Messages.RegistryCredentials_noPattern());
        }
        if (!this.credentialsId.isEmpty() && matchesAnyDomain(this.pattern)) {
            throw new IllegalArgumentException(Messages.RegistryCredentials_anyHost(this.pattern));
        }
    }

    /**
     * Whether it matches hosts of domains that it does not name. Jobs and the files in their workspaces name images, so whoever
     * writes them could have the password sent to a server of their own.
     */
    static boolean matchesAnyDomain(String pattern) {
        int slash = pattern.indexOf('/');
        String authority = slash < 0 ? pattern : pattern.substring(0, slash);
        int port = authority.lastIndexOf(':');
        String host = port < 0 ? authority : authority.substring(0, port);
        int wildcard = host.lastIndexOf('*');
        return authority.contains("**")
                || wildcard >= 0
                        && !DOMAIN.matcher(host.substring(wildcard + 1)).matches();
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
        public FormValidation doCheckPattern(
                @QueryParameter String value, @QueryParameter @Nullable String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            if (credentialsId != null && !credentialsId.isBlank() && matchesAnyDomain(value.strip())) {
                return FormValidation.error(Messages.RegistryCredentials_anyHost(value.strip()));
            }
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
