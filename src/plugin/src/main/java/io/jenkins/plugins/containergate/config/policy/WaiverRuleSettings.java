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

/** What inner layers may waive; a field left empty restricts nothing. */
public class WaiverRuleSettings implements Describable<WaiverRuleSettings>, PolicyPart {
    private List<String> owners = new ArrayList<>();
    private List<String> rules = new ArrayList<>();
    private @Nullable String maxSeverity;
    private @Nullable String maxDuration;
    private List<String> images = new ArrayList<>();
    private @Nullable String wildcards;

    @DataBoundConstructor
    public WaiverRuleSettings() {}

    public List<String> getOwners() {
        return List.copyOf(owners);
    }

    @DataBoundSetter
    public void setOwners(List<String> owners) {
        this.owners = Lines.of(owners);
    }

    /** For the form: one a line. */
    public String getOwnersText() {
        return String.join("\n", owners);
    }

    public List<String> getRules() {
        return List.copyOf(rules);
    }

    @DataBoundSetter
    public void setRules(List<String> rules) {
        this.rules = Lines.of(rules);
    }

    /** For the form: one a line. */
    public String getRulesText() {
        return String.join("\n", rules);
    }

    public @Nullable String getMaxSeverity() {
        return maxSeverity;
    }

    @DataBoundSetter
    public void setMaxSeverity(@Nullable String maxSeverity) {
        this.maxSeverity = Util.fixEmptyAndTrim(maxSeverity);
    }

    /** {@code 90d}. */
    public @Nullable String getMaxDuration() {
        return maxDuration;
    }

    @DataBoundSetter
    public void setMaxDuration(@Nullable String maxDuration) {
        this.maxDuration = Util.fixEmptyAndTrim(maxDuration);
    }

    public List<String> getImages() {
        return List.copyOf(images);
    }

    @DataBoundSetter
    public void setImages(List<String> images) {
        this.images = Lines.of(images);
    }

    /** For the form: one a line. */
    public String getImagesText() {
        return String.join("\n", images);
    }

    /** {@code true} or {@code false}. */
    public @Nullable String getWildcards() {
        return wildcards;
    }

    @DataBoundSetter
    public void setWildcards(@Nullable String wildcards) {
        this.wildcards = Util.fixEmptyAndTrim(wildcards);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .texts("owners", owners)
                .texts("rules", rules)
                .text("maxSeverity", maxSeverity)
                .scalar("maxDuration", maxDuration)
                .texts("images", images)
                .flag("wildcards", wildcards)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<WaiverRuleSettings> {
        @Override
        public String getDisplayName() {
            return Messages.WaiverRuleSettings_displayName();
        }

        @POST
        public FormValidation doCheckOwners(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waiverRules[]").lines("owners", value));
        }

        @POST
        public FormValidation doCheckRules(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waiverRules[]").lines("rules", value));
        }

        @POST
        public ListBoxModel doFillMaxSeverityItems() {
            return choices("critical", "high", "medium", "low");
        }

        @POST
        public ListBoxModel doFillWildcardsItems() {
            return choices("true", "false");
        }

        @POST
        public FormValidation doCheckMaxDuration(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waiverRules[]").scalar("maxDuration", value));
        }

        @POST
        public FormValidation doCheckImages(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waiverRules[]").lines("images", value));
        }
    }
}
