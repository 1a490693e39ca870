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

/** A Notary v1 server with pinned root keys. */
public class ContentTrustSettings implements Describable<ContentTrustSettings>, PolicyPart {
    private @Nullable String server;
    private List<String> rootKeys = new ArrayList<>();
    private List<String> delegations = new ArrayList<>();

    @DataBoundConstructor
    public ContentTrustSettings() {}

    public @Nullable String getServer() {
        return server;
    }

    @DataBoundSetter
    public void setServer(@Nullable String server) {
        this.server = Util.fixEmptyAndTrim(server);
    }

    public List<String> getRootKeys() {
        return List.copyOf(rootKeys);
    }

    @DataBoundSetter
    public void setRootKeys(List<String> rootKeys) {
        this.rootKeys = Lines.of(rootKeys);
    }

    /** For the form: one a line. */
    public String getRootKeysText() {
        return String.join("\n", rootKeys);
    }

    public List<String> getDelegations() {
        return List.copyOf(delegations);
    }

    @DataBoundSetter
    public void setDelegations(List<String> delegations) {
        this.delegations = Lines.of(delegations);
    }

    /** For the form: one a line. */
    public String getDelegationsText() {
        return String.join("\n", delegations);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .text("server", server)
                .texts("rootKeys", rootKeys)
                .texts("delegations", delegations)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<ContentTrustSettings> {
        @Override
        public String getDisplayName() {
            return Messages.ContentTrustSettings_displayName();
        }

        @POST
        public FormValidation doCheckServer(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "signers[]", "contentTrust").text("server", value));
        }

        @POST
        public FormValidation doCheckRootKeys(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "signers[]", "contentTrust").lines("rootKeys", value));
        }

        @POST
        public FormValidation doCheckDelegations(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "signers[]", "contentTrust").lines("delegations", value));
        }
    }
}
