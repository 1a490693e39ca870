package io.jenkins.plugins.containergate.config.policy;

import hudson.Util;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** A value for each severity, or nothing said. */
public abstract class SeverityValues implements PolicyPart {
    private @Nullable String critical;
    private @Nullable String high;
    private @Nullable String medium;
    private @Nullable String low;
    private @Nullable String unknown;

    /** Made by the parts of a policy that have such values. */
    SeverityValues() {}

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
}
