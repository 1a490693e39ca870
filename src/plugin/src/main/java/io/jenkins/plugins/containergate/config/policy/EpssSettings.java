package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.containergate.Messages;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Blocking by the probability of exploitation. */
public class EpssSettings implements Describable<EpssSettings>, PolicyPart {
    private @Nullable String deny;

    @DataBoundConstructor
    public EpssSettings() {}

    /** Needed where there is such a block. */
    public @Nullable String getDeny() {
        return deny;
    }

    @DataBoundSetter
    public void setDeny(@Nullable String deny) {
        this.deny = Util.fixEmptyAndTrim(deny);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy().required("deny", deny).map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<EpssSettings> {
        @Override
        public String getDisplayName() {
            return Messages.EpssSettings_displayName();
        }

        @POST
        public FormValidation doCheckDeny(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("vulnerabilities", "epss").scalar("deny", value));
        }
    }
}
