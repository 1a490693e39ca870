package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.secret.catalogue.GitleaksRules;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.plugins.containergate.Messages;
import java.nio.charset.StandardCharsets;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How agents read images and search for secrets, the same for every job. */
public class AgentSettings implements Describable<AgentSettings> {
    static final int DEFAULT_LAYER_CACHE_MEGABYTES = 1024;

    private int layerCacheMegabytes = DEFAULT_LAYER_CACHE_MEGABYTES;
    private @Nullable String certificateAuthorities;
    private @Nullable String secretRules;
    private @Nullable SharedCacheSettings sharedCache;

    @DataBoundConstructor
    public AgentSettings() {}

    /** What each agent may keep of the layers it read; 0 to keep nothing. */
    public int getLayerCacheMegabytes() {
        return layerCacheMegabytes;
    }

    /** @throws IllegalArgumentException when it is negative */
    @DataBoundSetter
    public void setLayerCacheMegabytes(int layerCacheMegabytes) {
        if (layerCacheMegabytes < 0) {
            throw new IllegalArgumentException(Messages.AgentSettings_negative());
        }
        this.layerCacheMegabytes = layerCacheMegabytes;
    }

    /** Certificates in PEM form: authorities to trust besides Java's own, for registries and Trivy servers. */
    public @Nullable String getCertificateAuthorities() {
        return certificateAuthorities;
    }

    /** @throws IllegalArgumentException when it holds no certificates */
    @DataBoundSetter
    public void setCertificateAuthorities(@Nullable String certificateAuthorities) {
        String pem = Util.fixEmptyAndTrim(certificateAuthorities);
        requireValid(() -> checkAuthorities(pem));
        this.certificateAuthorities = pem;
    }

    /** Rules in the TOML form of gitleaks, besides the rules this plugin comes with. */
    public @Nullable String getSecretRules() {
        return secretRules;
    }

    /** @throws IllegalArgumentException when they cannot be read: a rule that is left out finds nothing */
    @DataBoundSetter
    public void setSecretRules(@Nullable String secretRules) {
        String toml = Util.fixEmptyAndTrim(secretRules);
        requireValid(() -> checkRules(toml));
        this.secretRules = toml;
    }

    /** Through which agents share what they found in layers; {@code null} when they do not. */
    public @Nullable SharedCacheSettings getSharedCache() {
        return sharedCache;
    }

    @DataBoundSetter
    public void setSharedCache(@Nullable SharedCacheSettings sharedCache) {
        this.sharedCache = sharedCache;
    }

    /** Something that may be wrong with a value. */
    private interface Check {
        void run() throws GateException;
    }

    private static void requireValid(Check check) {
        try {
            check.run();
        } catch (GateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void checkAuthorities(@Nullable String pem) throws GateException {
        if (pem != null
                && TlsTrust.parse(pem.getBytes(StandardCharsets.UTF_8), "this text")
                        .isEmpty()) {
            throw new GateException("this text holds no certificate", "give it in PEM form");
        }
    }

    private static void checkRules(@Nullable String toml) throws GateException {
        if (toml == null) {
            return;
        }
        byte[] rules = toml.getBytes(StandardCharsets.UTF_8);
        if (rules.length > GitleaksRules.MAX_BYTES) {
            throw new GateException(
                    "the rules are longer than " + GitleaksRules.MAX_BYTES + " bytes", "leave some of them out");
        }
        try {
            if (SecretCatalogue.standard()
                    .with(GitleaksRules.read("the rules", rules))
                    .customRules()
                    .isEmpty()) {
                throw new GateException("the rules are none", "give at least one [[rules]] table");
            }
        } catch (IllegalArgumentException e) {
            throw new GateException(String.valueOf(e.getMessage()), "give each rule an id of its own", e);
        }
    }

    /** Form of the settings, validated as it is filled in. */
    @Extension
    public static class DescriptorImpl extends Descriptor<AgentSettings> {
        @Override
        public String getDisplayName() {
            return Messages.AgentSettings_displayName();
        }

        @POST
        public FormValidation doCheckLayerCacheMegabytes(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                return Integer.parseInt(value.strip()) >= 0
                        ? FormValidation.ok()
                        : FormValidation.error(Messages.AgentSettings_negative());
            } catch (NumberFormatException e) {
                return FormValidation.error(Messages.AgentSettings_negative());
            }
        }

        @POST
        public FormValidation doCheckCertificateAuthorities(@QueryParameter String value) {
            return checked(() -> checkAuthorities(Util.fixEmptyAndTrim(value)));
        }

        @POST
        public FormValidation doCheckSecretRules(@QueryParameter String value) {
            return checked(() -> checkRules(Util.fixEmptyAndTrim(value)));
        }

        private static FormValidation checked(Check check) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                check.run();
                return FormValidation.ok();
            } catch (GateException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
