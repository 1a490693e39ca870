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

/** A cosign key pair. */
public class CosignSettings implements Describable<CosignSettings>, PolicyPart {
    private @Nullable String key;

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

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy().text("key", key).map();
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
            return check(item, at("signatures[]", "signers[]", "cosign").text("key", value));
        }
    }
}
