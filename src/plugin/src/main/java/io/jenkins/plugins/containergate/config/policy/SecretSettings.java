package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.model.Describable;
import io.jenkins.plugins.containergate.Messages;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Limits on secrets. */
public class SecretSettings implements Describable<SecretSettings>, PolicyPart {
    private @Nullable SeverityLimits max;

    @DataBoundConstructor
    public SecretSettings() {}

    public @Nullable SeverityLimits getMax() {
        return max;
    }

    @DataBoundSetter
    public void setMax(@Nullable SeverityLimits max) {
        this.max = max == null || max.plain().isEmpty() ? null : max;
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy().values("max", max).map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<SecretSettings> {
        @Override
        public String getDisplayName() {
            return Messages.SecretSettings_displayName();
        }
    }
}
