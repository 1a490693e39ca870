package io.jenkins.plugins.containergate.config.policy;

import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Validation of a value for each severity. */
public abstract class SeverityValuesDescriptor<T extends SeverityValues & Describable<T>>
        extends PolicyPartDescriptor<T> {
    private final List<String> path;

    /** @param path of the mapping in a policy that takes such values */
    SeverityValuesDescriptor(String... path) {
        this.path = List.of(path);
    }

    @POST
    public FormValidation doCheckCritical(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return checkValue(item, "critical", value);
    }

    @POST
    public FormValidation doCheckHigh(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return checkValue(item, "high", value);
    }

    @POST
    public FormValidation doCheckMedium(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return checkValue(item, "medium", value);
    }

    @POST
    public FormValidation doCheckLow(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return checkValue(item, "low", value);
    }

    @POST
    public FormValidation doCheckUnknown(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return checkValue(item, "unknown", value);
    }

    private FormValidation checkValue(@Nullable Item item, String severity, String value) {
        return check(item, at(path.toArray(String[]::new)).scalar(severity, value));
    }
}
