package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.policy.setting.RuleLevel;
import io.jenkins.plugins.containergate.Messages;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** How one rule counts. */
public class RuleLevelSettings implements Describable<RuleLevelSettings>, PolicyPart {
    private @Nullable String rule;
    private @Nullable String level;

    @DataBoundConstructor
    public RuleLevelSettings() {}

    /** Its id: {@code no-setuid-files}. */
    public @Nullable String getRule() {
        return rule;
    }

    @DataBoundSetter
    public void setRule(@Nullable String rule) {
        this.rule = Util.fixEmptyAndTrim(rule);
    }

    public @Nullable String getLevel() {
        return level;
    }

    @DataBoundSetter
    public void setLevel(@Nullable String level) {
        this.level = Util.fixEmptyAndTrim(level);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy().text("rule", rule).text("level", level).map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<RuleLevelSettings> {
        @Override
        public String getDisplayName() {
            return Messages.RuleLevelSettings_displayName();
        }

        @POST
        public ListBoxModel doFillLevelItems() {
            return choices(RuleLevel.values());
        }
    }
}
