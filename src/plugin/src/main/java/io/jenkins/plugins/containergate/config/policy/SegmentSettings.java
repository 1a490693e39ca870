package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
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

/** By whom some services may be reached; an empty list means nobody. */
public class SegmentSettings implements Describable<SegmentSettings>, PolicyPart {
    private @Nullable String service;
    private List<String> reachableFrom = new ArrayList<>();

    @DataBoundConstructor
    public SegmentSettings() {}

    /** A pattern over names of services. */
    public @Nullable String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(@Nullable String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    /** Names of services, {@code alb:*} and the like. */
    public List<String> getReachableFrom() {
        return reachableFrom == null ? List.of() : List.copyOf(reachableFrom);
    }

    @DataBoundSetter
    public void setReachableFrom(List<String> reachableFrom) {
        this.reachableFrom = Lines.of(reachableFrom);
    }

    /** For the form: one a line. */
    public String getReachableFromText() {
        return String.join("\n", getReachableFrom());
    }

    @Override
    public Map<String, Object> plain() {
        return new PlainPolicy()
                .text("service", service)
                .list("reachableFrom", getReachableFrom())
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<SegmentSettings> {
        @Override
        public String getDisplayName() {
            return Messages.SegmentSettings_displayName();
        }

        @POST
        public FormValidation doCheckService(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("taskDefinition", "segments[]").text("service", value));
        }

        @POST
        public FormValidation doCheckReachableFrom(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("taskDefinition", "segments[]").lines("reachableFrom", value));
        }
    }
}
