package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.containergate.Messages;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** Limits on secrets. */
public class SecretSettings implements Describable<SecretSettings>, PolicyPart {
    private @Nullable SeverityLimits max;
    private @Nullable String inlineComments;

    @DataBoundConstructor
    public SecretSettings() {}

    public @Nullable SeverityLimits getMax() {
        return max;
    }

    @DataBoundSetter
    public void setMax(@Nullable SeverityLimits max) {
        this.max = max == null || max.plain().isEmpty() ? null : max;
    }

    /** {@code true} or {@code false}. */
    public @Nullable String getInlineComments() {
        return inlineComments;
    }

    @DataBoundSetter
    public void setInlineComments(@Nullable String inlineComments) {
        this.inlineComments = Util.fixEmptyAndTrim(inlineComments);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .values("max", max)
                .flag("inlineComments", inlineComments)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<SecretSettings> {
        @Override
        public String getDisplayName() {
            return Messages.SecretSettings_displayName();
        }

        @POST
        public ListBoxModel doFillInlineCommentsItems() {
            return choices("true", "false");
        }
    }
}
