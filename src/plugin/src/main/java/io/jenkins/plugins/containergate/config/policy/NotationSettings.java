package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.policy.setting.Signer;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.Lines;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Notation trust store. */
public class NotationSettings implements Describable<NotationSettings>, PolicyPart {
    private @Nullable String trustStore;
    private @Nullable String timestampStore;
    private @Nullable String verifyTimestamp;
    private @Nullable String type;
    private @Nullable String level;
    private @Nullable String revocation;
    private List<String> identities = new ArrayList<>();

    @DataBoundConstructor
    public NotationSettings() {}

    /** PEM certificates. */
    public @Nullable String getTrustStore() {
        return trustStore;
    }

    @DataBoundSetter
    public void setTrustStore(@Nullable String trustStore) {
        this.trustStore = Util.fixEmptyAndTrim(trustStore);
    }

    /** PEM certificates of timestamp authorities. */
    public @Nullable String getTimestampStore() {
        return timestampStore;
    }

    @DataBoundSetter
    public void setTimestampStore(@Nullable String timestampStore) {
        this.timestampStore = Util.fixEmptyAndTrim(timestampStore);
    }

    /** {@code always} or {@code afterCertExpiry}. */
    public @Nullable String getVerifyTimestamp() {
        return verifyTimestamp;
    }

    @DataBoundSetter
    public void setVerifyTimestamp(@Nullable String verifyTimestamp) {
        this.verifyTimestamp = Util.fixEmptyAndTrim(verifyTimestamp);
    }

    /** {@code ca} or {@code signingAuthority}. */
    public @Nullable String getType() {
        return type;
    }

    @DataBoundSetter
    public void setType(@Nullable String type) {
        this.type = Util.fixEmptyAndTrim(type);
    }

    /** {@code strict} or {@code permissive}. */
    public @Nullable String getLevel() {
        return level;
    }

    @DataBoundSetter
    public void setLevel(@Nullable String level) {
        this.level = Util.fixEmptyAndTrim(level);
    }

    /** {@code enforce} or {@code skip}. */
    public @Nullable String getRevocation() {
        return revocation;
    }

    @DataBoundSetter
    public void setRevocation(@Nullable String revocation) {
        this.revocation = Util.fixEmptyAndTrim(revocation);
    }

    public List<String> getIdentities() {
        return List.copyOf(identities);
    }

    @DataBoundSetter
    public void setIdentities(List<String> identities) {
        this.identities = Lines.of(identities);
    }

    /** For the form: one a line. */
    public String getIdentitiesText() {
        return String.join("\n", identities);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .text("trustStore", trustStore)
                .texts("identities", identities)
                .text("timestampStore", timestampStore)
                .text("verifyTimestamp", verifyTimestamp)
                .text("type", type)
                .text("level", level)
                .text("revocation", revocation)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<NotationSettings> {
        @Override
        public String getDisplayName() {
            return Messages.NotationSettings_displayName();
        }

        @POST
        public FormValidation doCheckTrustStore(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(
                    item,
                    at("signatures[]", "signers[]", "notation").text("trustStore", value),
                    () -> TrustFacts.ofCertificates(value, Clock.systemUTC()));
        }

        @POST
        public FormValidation doCheckTimestampStore(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(
                    item,
                    at("signatures[]", "signers[]", "notation").text("timestampStore", value),
                    () -> TrustFacts.ofCertificates(value, Clock.systemUTC()));
        }

        @POST
        public ListBoxModel doFillTypeItems() {
            return choices(Signer.Notation.StoreType.values());
        }

        @POST
        public ListBoxModel doFillVerifyTimestampItems() {
            return choices(Signer.Notation.VerifyTimestamp.values());
        }

        @POST
        public ListBoxModel doFillLevelItems() {
            return choices(Signer.Notation.Level.values());
        }

        @POST
        public ListBoxModel doFillRevocationItems() {
            return choices(Signer.Notation.Revocation.values());
        }

        @POST
        public FormValidation doCheckIdentities(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "signers[]", "notation").lines("identities", value));
        }
    }
}
