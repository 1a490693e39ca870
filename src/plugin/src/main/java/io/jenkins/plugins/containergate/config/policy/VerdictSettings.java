package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
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

/** Instead of the image, a passed verdict has to be signed. */
public class VerdictSettings implements Describable<VerdictSettings>, PolicyPart {
    private @Nullable String verifier;
    private List<String> policies = new ArrayList<>();
    private List<String> gates = new ArrayList<>();
    private @Nullable String asStrict;

    @DataBoundConstructor
    public VerdictSettings() {}

    /** URI of the gate; needed where a verdict is demanded. */
    public @Nullable String getVerifier() {
        return verifier;
    }

    @DataBoundSetter
    public void setVerifier(@Nullable String verifier) {
        this.verifier = Util.fixEmptyAndTrim(verifier);
    }

    /** Digests of the effective policies that are strict enough. */
    public List<String> getPolicies() {
        return List.copyOf(policies);
    }

    @DataBoundSetter
    public void setPolicies(List<String> policies) {
        this.policies = Lines.of(policies);
    }

    /** For the form: one a line. */
    public String getPoliciesText() {
        return String.join("\n", policies);
    }

    /** Gates that have to be among those that passed. */
    public List<String> getGates() {
        return List.copyOf(gates);
    }

    @DataBoundSetter
    public void setGates(List<String> gates) {
        this.gates = Lines.of(gates);
    }

    /** For the form: one a line. */
    public String getGatesText() {
        return String.join("\n", gates);
    }

    /** {@code true}: the verdict has to bring its policy, which must be at least as strict as this one. */
    public @Nullable String getAsStrict() {
        return asStrict;
    }

    @DataBoundSetter
    public void setAsStrict(@Nullable String asStrict) {
        this.asStrict = Util.fixEmptyAndTrim(asStrict);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .text("verifier", verifier)
                .texts("policies", policies)
                .texts("gates", gates)
                .flag("asStrict", asStrict)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<VerdictSettings> {
        @Override
        public String getDisplayName() {
            return Messages.VerdictSettings_displayName();
        }

        @POST
        public FormValidation doCheckVerifier(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "verdict").text("verifier", value));
        }

        @POST
        public ListBoxModel doFillAsStrictItems() {
            return choices("true", "false");
        }

        @POST
        public FormValidation doCheckGates(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "verdict").lines("gates", value));
        }

        @POST
        public FormValidation doCheckPolicies(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("signatures[]", "verdict").lines("policies", value));
        }
    }
}
