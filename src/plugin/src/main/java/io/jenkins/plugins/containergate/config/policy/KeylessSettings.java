package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.containergate.Messages;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An identity that Sigstore certified. */
public class KeylessSettings extends SigstoreSettings implements Describable<KeylessSettings> {
    private @Nullable String issuer;
    private @Nullable String subject;

    @DataBoundConstructor
    public KeylessSettings() {}

    public @Nullable String getIssuer() {
        return issuer;
    }

    @DataBoundSetter
    public void setIssuer(@Nullable String issuer) {
        this.issuer = Util.fixEmptyAndTrim(issuer);
    }

    public @Nullable String getSubject() {
        return subject;
    }

    @DataBoundSetter
    public void setSubject(@Nullable String subject) {
        this.subject = Util.fixEmptyAndTrim(subject);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .text("issuer", issuer)
                .text("subject", subject)
                .text("trustedRoot", getTrustedRoot())
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<KeylessSettings> {
        @Override
        public String getDisplayName() {
            return Messages.KeylessSettings_displayName();
        }

        @POST
        public FormValidation doCheckIssuer(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "signers[]", "keyless").text("issuer", value));
        }

        @POST
        public FormValidation doCheckSubject(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "signers[]", "keyless").text("subject", value));
        }

        @POST
        public FormValidation doCheckTrustedRoot(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "signers[]", "keyless").text("trustedRoot", value));
        }
    }
}
