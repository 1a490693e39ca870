package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.Lines;
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
            return check(item, at("signatures[]", "signers[]", "notation").text("trustStore", value));
        }

        @POST
        public FormValidation doCheckIdentities(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "signers[]", "notation").lines("identities", value));
        }
    }
}
