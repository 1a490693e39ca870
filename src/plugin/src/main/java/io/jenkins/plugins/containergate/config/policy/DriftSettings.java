package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
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

/** Which rules on what runs are asked, and which verdicts count as evidence. */
public class DriftSettings implements Describable<DriftSettings>, PolicyPart {
    private @Nullable String profile;
    private List<RuleLevelSettings> rules = new ArrayList<>();
    private @Nullable String evidence;
    private @Nullable String maxAge;

    @DataBoundConstructor
    public DriftSettings() {}

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

    /** {@code both}, {@code attested}, {@code ledger} or {@code either}. */
    public @Nullable String getEvidence() {
        return evidence;
    }

    @DataBoundSetter
    public void setEvidence(@Nullable String evidence) {
        this.evidence = Util.fixEmptyAndTrim(evidence);
    }

    /** A duration such as {@code 30d}. */
    public @Nullable String getMaxAge() {
        return maxAge;
    }

    @DataBoundSetter
    public void setMaxAge(@Nullable String maxAge) {
        this.maxAge = Util.fixEmptyAndTrim(maxAge);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .profiles("profile", profile)
                .rules("rules", rules)
                .text("evidence", evidence)
                .text("maxAge", maxAge)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<DriftSettings> {
        @Override
        public String getDisplayName() {
            return Messages.DriftSettings_displayName();
        }

        @POST
        public FormValidation doCheckProfile(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("drift").profiles("profile", value));
        }

        @POST
        public FormValidation doCheckMaxAge(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("drift").text("maxAge", value));
        }

        @POST
        public ListBoxModel doFillEvidenceItems() {
            return choices(DriftEvidence.values());
        }
    }
}
