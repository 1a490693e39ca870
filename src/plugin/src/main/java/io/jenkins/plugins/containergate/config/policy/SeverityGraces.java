package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.model.Describable;
import io.jenkins.plugins.containergate.Messages;
import org.kohsuke.stapler.DataBoundConstructor;

/** Time to apply a fix, by severity: {@code 7d}, {@code 48h}, {@code 30m}. */
public class SeverityGraces extends SeverityValues implements Describable<SeverityGraces> {

    @DataBoundConstructor
    public SeverityGraces() {}

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends SeverityValuesDescriptor<SeverityGraces> {
        public DescriptorImpl() {
            super("vulnerabilities", "fixableFor");
        }

        @Override
        public String getDisplayName() {
            return Messages.SeverityGraces_displayName();
        }
    }
}
