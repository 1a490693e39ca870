package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.containergate.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Which rules of a gate are asked, and how they count. */
public class RuleSettings implements Describable<RuleSettings>, PolicyPart {
    private @Nullable String profile;
    private List<RuleLevelSettings> rules = new ArrayList<>();

    @DataBoundConstructor
    public RuleSettings() {}

    /** One or several of {@code baseline}, {@code strict}, {@code cis-docker} and {@code fsbp}, separated by commas. */
    public @Nullable String getProfile() {
        return profile;
    }

    @DataBoundSetter
    public void setProfile(@Nullable String profile) {
        this.profile = Util.fixEmptyAndTrim(profile);
    }

    public List<RuleLevelSettings> getRules() {
        return List.copyOf(rules);
    }

    @DataBoundSetter
    public void setRules(List<RuleLevelSettings> rules) {
        this.rules = new ArrayList<>(rules);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .profiles("profile", profile)
                .rules("rules", rules)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<RuleSettings> {
        @Override
        public String getDisplayName() {
            return Messages.RuleSettings_displayName();
        }

        @POST
        public FormValidation doCheckProfile(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("hardening").profiles("profile", value));
        }
    }
}
