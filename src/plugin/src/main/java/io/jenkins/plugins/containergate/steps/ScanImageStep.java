package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.GateOptions;
import io.jenkins.plugins.containergate.run.ScanImageOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code scanImage}: does the image hold what the policy forbids? */
public class ScanImageStep extends GateStep {
    private final ScanImageOptions options = new ScanImageOptions();

    @DataBoundConstructor
    public ScanImageStep() {}

    @Override
    protected GateOptions options() {
        return options;
    }

    public @Nullable String getImage() {
        return options.getImage();
    }

    @DataBoundSetter
    public void setImage(@Nullable String image) {
        options.setImage(image);
    }

    public @Nullable String getArchive() {
        return options.getArchive();
    }

    @DataBoundSetter
    public void setArchive(@Nullable String archive) {
        options.setArchive(archive);
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
