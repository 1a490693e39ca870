package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import io.jenkins.plugins.containergate.Messages;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** One signer, recognised in exactly one way. */
public class SignerSettings implements Describable<SignerSettings>, PolicyPart {
    private @Nullable String name;
    private @Nullable String role;
    private @Nullable CosignSettings cosign;
    private @Nullable KeylessSettings keyless;
    private @Nullable NotationSettings notation;
    private @Nullable ContentTrustSettings contentTrust;

    @DataBoundConstructor
    public SignerSettings() {}

    public @Nullable String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(@Nullable String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    /** What the signer signs as: {@code built-by}, {@code approved-by}. */
    public @Nullable String getRole() {
        return role;
    }

    @DataBoundSetter
    public void setRole(@Nullable String role) {
        this.role = Util.fixEmptyAndTrim(role);
    }

    public @Nullable CosignSettings getCosign() {
        return cosign;
    }

    @DataBoundSetter
    public void setCosign(@Nullable CosignSettings cosign) {
        this.cosign = cosign;
    }

    public @Nullable KeylessSettings getKeyless() {
        return keyless;
    }

    @DataBoundSetter
    public void setKeyless(@Nullable KeylessSettings keyless) {
        this.keyless = keyless;
    }

    public @Nullable NotationSettings getNotation() {
        return notation;
    }

    @DataBoundSetter
    public void setNotation(@Nullable NotationSettings notation) {
        this.notation = notation;
    }

    public @Nullable ContentTrustSettings getContentTrust() {
        return contentTrust;
    }

    @DataBoundSetter
    public void setContentTrust(@Nullable ContentTrustSettings contentTrust) {
        this.contentTrust = contentTrust;
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .text("name", name)
                .text("role", role)
                .section("cosign", cosign)
                .section("keyless", keyless)
                .section("notation", notation)
                .section("contentTrust", contentTrust)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<SignerSettings> {
        @Override
        public String getDisplayName() {
            return Messages.SignerSettings_displayName();
        }
    }
}
