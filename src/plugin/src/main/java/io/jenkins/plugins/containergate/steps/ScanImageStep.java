package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.ImageOptions;
import io.jenkins.plugins.containergate.run.ScanImageOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code scanImage}: does the image hold what the policy forbids? */
public class ScanImageStep extends ImageStep {
    private final ScanImageOptions options = new ScanImageOptions();

    @DataBoundConstructor
    public ScanImageStep() {}

    @Override
    protected ImageOptions options() {
        return options;
    }

    public @Nullable String getReport() {
        return options.getReport();
    }

    @DataBoundSetter
    public void setReport(@Nullable String report) {
        options.setReport(report);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        public DescriptorImpl() {
            super("scanImage", ScanImageOptions.class, List.of("image", "archive", "report"));
        }

        @Override
        public String getDisplayName() {
            return Messages.ScanImage_displayName();
        }
    }
}
