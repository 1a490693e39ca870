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

/** At most so many findings of each severity: a number, {@code unlimited}, or nothing said. */
public class SeverityLimits implements Describable<SeverityLimits>, PolicyPart {
    private @Nullable String critical;
    private @Nullable String high;
    private @Nullable String medium;
    private @Nullable String low;
    private @Nullable String unknown;

    @DataBoundConstructor
    public SeverityLimits() {}

    public @Nullable String getCritical() {
        return critical;
    }

    @DataBoundSetter
    public void setCritical(@Nullable String critical) {
        this.critical = Util.fixEmptyAndTrim(critical);
    }

    public @Nullable String getHigh() {
        return high;
    }

    @DataBoundSetter
    public void setHigh(@Nullable String high) {
        this.high = Util.fixEmptyAndTrim(high);
    }

    public @Nullable String getMedium() {
        return medium;
    }

    @DataBoundSetter
    public void setMedium(@Nullable String medium) {
        this.medium = Util.fixEmptyAndTrim(medium);
    }

    public @Nullable String getLow() {
        return low;
    }

    @DataBoundSetter
    public void setLow(@Nullable String low) {
        this.low = Util.fixEmptyAndTrim(low);
    }

    public @Nullable String getUnknown() {
        return unknown;
    }

    @DataBoundSetter
    public void setUnknown(@Nullable String unknown) {
        this.unknown = Util.fixEmptyAndTrim(unknown);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .scalar("critical", critical)
                .scalar("high", high)
                .scalar("medium", medium)
                .scalar("low", low)
                .scalar("unknown", unknown)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<SeverityLimits> {
        @Override
        public String getDisplayName() {
            return Messages.SeverityLimits_displayName();
        }

        @POST
        public FormValidation doCheckCritical(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("vulnerabilities", "max").scalar("critical", value));
        }

        @POST
        public FormValidation doCheckHigh(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("vulnerabilities", "max").scalar("high", value));
        }

        @POST
        public FormValidation doCheckMedium(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("vulnerabilities", "max").scalar("medium", value));
        }

        @POST
        public FormValidation doCheckLow(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("vulnerabilities", "max").scalar("low", value));
        }

        @POST
        public FormValidation doCheckUnknown(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("vulnerabilities", "max").scalar("unknown", value));
        }
    }
}
