package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.containergate.Messages;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A cosign key pair. */
public class CosignSettings extends SigstoreSettings implements Describable<CosignSettings> {
    private @Nullable String key;
    private @Nullable String kms;
    private @Nullable String sha256;
    private @Nullable String ignoreTlog;

    @DataBoundConstructor
    public CosignSettings() {}

    /** PEM; public, so no secret. */
    public @Nullable String getKey() {
        return key;
    }

    @DataBoundSetter
    public void setKey(@Nullable String key) {
        this.key = Util.fixEmptyAndTrim(key);
    }

    /** ARN of a key in AWS KMS, instead. */
    public @Nullable String getKms() {
        return kms;
    }

    @DataBoundSetter
    public void setKms(@Nullable String kms) {
        this.kms = Util.fixEmptyAndTrim(kms);
    }

    /** Fingerprint that key has to have. */
    public @Nullable String getSha256() {
        return sha256;
    }

    @DataBoundSetter
    public void setSha256(@Nullable String sha256) {
        this.sha256 = Util.fixEmptyAndTrim(sha256);
    }

    /** {@code true}: the key alone is enough, without an entry in a transparency log. */
    public @Nullable String getIgnoreTlog() {
        return ignoreTlog;
    }

    @DataBoundSetter
    public void setIgnoreTlog(@Nullable String ignoreTlog) {
        this.ignoreTlog = Util.fixEmptyAndTrim(ignoreTlog);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .text("key", key)
                .text("kms", kms)
                .text("sha256", sha256)
                .flag("ignoreTlog", ignoreTlog)
                .text("trustedRoot", getTrustedRoot())
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<CosignSettings> {
        @Override
        public String getDisplayName() {
            return Messages.CosignSettings_displayName();
        }

        @POST
        public FormValidation doCheckKey(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(
                    item, at("signatures[]", "signers[]", "cosign").text("key", value), () -> TrustFacts.ofKey(value));
        }

        @POST
        public FormValidation doCheckKms(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "signers[]", "cosign").text("kms", value));
        }

        @POST
        public FormValidation doCheckSha256(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "signers[]", "cosign").text("sha256", value));
        }

        @POST
        public ListBoxModel doFillIgnoreTlogItems() {
            return choices("true", "false");
        }

        @POST
        public FormValidation doCheckTrustedRoot(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "signers[]", "cosign").text("trustedRoot", value));
        }
    }
}
