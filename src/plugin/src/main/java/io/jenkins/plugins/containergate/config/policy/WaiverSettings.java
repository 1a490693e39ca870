package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.containergate.Messages;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A finding that is accepted for a time. */
public class WaiverSettings implements Describable<WaiverSettings>, PolicyPart {
    private @Nullable String rule;
    private @Nullable String packages;
    private @Nullable String image;
    private @Nullable String path;
    private @Nullable String fingerprint;
    private @Nullable String owner;
    private @Nullable String reason;
    private @Nullable String ticket;
    private @Nullable String expires;
    private @Nullable String until;
    private @Nullable String maxSeverity;

    @DataBoundConstructor
    public WaiverSettings() {}

    public @Nullable String getRule() {
        return rule;
    }

    @DataBoundSetter
    public void setRule(@Nullable String rule) {
        this.rule = Util.fixEmptyAndTrim(rule);
    }

    /** A package URL. */
    public @Nullable String getPackage() {
        return packages;
    }

    @DataBoundSetter
    public void setPackage(@Nullable String packages) {
        this.packages = Util.fixEmptyAndTrim(packages);
    }

    public @Nullable String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(@Nullable String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    public @Nullable String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(@Nullable String path) {
        this.path = Util.fixEmptyAndTrim(path);
    }

    public @Nullable String getFingerprint() {
        return fingerprint;
    }

    @DataBoundSetter
    public void setFingerprint(@Nullable String fingerprint) {
        this.fingerprint = Util.fixEmptyAndTrim(fingerprint);
    }

    public @Nullable String getOwner() {
        return owner;
    }

    @DataBoundSetter
    public void setOwner(@Nullable String owner) {
        this.owner = Util.fixEmptyAndTrim(owner);
    }

    public @Nullable String getReason() {
        return reason;
    }

    @DataBoundSetter
    public void setReason(@Nullable String reason) {
        this.reason = Util.fixEmptyAndTrim(reason);
    }

    public @Nullable String getTicket() {
        return ticket;
    }

    @DataBoundSetter
    public void setTicket(@Nullable String ticket) {
        this.ticket = Util.fixEmptyAndTrim(ticket);
    }

    public @Nullable String getExpires() {
        return expires;
    }

    @DataBoundSetter
    public void setExpires(@Nullable String expires) {
        this.expires = Util.fixEmptyAndTrim(expires);
    }

    /** {@code fixed}: it ends as soon as a fix is published. */
    public @Nullable String getUntil() {
        return until;
    }

    @DataBoundSetter
    public void setUntil(@Nullable String until) {
        this.until = Util.fixEmptyAndTrim(until);
    }

    public @Nullable String getMaxSeverity() {
        return maxSeverity;
    }

    @DataBoundSetter
    public void setMaxSeverity(@Nullable String maxSeverity) {
        this.maxSeverity = Util.fixEmptyAndTrim(maxSeverity);
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .text("rule", rule)
                .text("package", packages)
                .text("image", image)
                .text("path", path)
                .text("fingerprint", fingerprint)
                .text("owner", owner)
                .text("reason", reason)
                .text("ticket", ticket)
                .text("expires", expires)
                .text("until", until)
                .text("maxSeverity", maxSeverity)
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<WaiverSettings> {
        @Override
        public String getDisplayName() {
            return Messages.WaiverSettings_displayName();
        }

        @POST
        public FormValidation doCheckRule(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waivers[]").text("rule", value));
        }

        @POST
        public FormValidation doCheckPackage(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waivers[]").text("package", value));
        }

        @POST
        public FormValidation doCheckImage(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waivers[]").text("image", value));
        }

        @POST
        public FormValidation doCheckPath(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waivers[]").text("path", value));
        }

        @POST
        public FormValidation doCheckFingerprint(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waivers[]").text("fingerprint", value));
        }

        @POST
        public FormValidation doCheckOwner(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waivers[]").text("owner", value));
        }

        @POST
        public FormValidation doCheckReason(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waivers[]").text("reason", value));
        }

        @POST
        public FormValidation doCheckTicket(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waivers[]").text("ticket", value));
        }

        @POST
        public FormValidation doCheckExpires(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("waivers[]").text("expires", value));
        }

        @POST
        public ListBoxModel doFillUntilItems() {
            return choices("fixed");
        }

        @POST
        public ListBoxModel doFillMaxSeverityItems() {
            return choices("critical", "high", "medium", "low");
        }
    }
}
