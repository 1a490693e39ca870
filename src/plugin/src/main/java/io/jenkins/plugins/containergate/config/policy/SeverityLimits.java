package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.model.Describable;
import io.jenkins.plugins.containergate.Messages;
import org.kohsuke.stapler.DataBoundConstructor;

/** At most so many findings of each severity: a number, {@code unlimited}, or nothing said. */
public class SeverityLimits extends SeverityValues implements Describable<SeverityLimits> {

    @DataBoundConstructor
    public SeverityLimits() {}

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends SeverityValuesDescriptor<SeverityLimits> {
        public DescriptorImpl() {
            super("vulnerabilities", "max");
        }

        @Override
        public String getDisplayName() {
            return Messages.SeverityLimits_displayName();
        }
    }
}
