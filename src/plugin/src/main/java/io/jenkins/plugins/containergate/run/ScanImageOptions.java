package io.jenkins.plugins.containergate.run;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Options of {@code scanImage}: exactly one of {@code image} and {@code archive}, and what another scanner said of it. */
public class ScanImageOptions extends ImageOptions {
    private static final long serialVersionUID = 1L;

    private @Nullable String report;

    @DataBoundConstructor
    public ScanImageOptions() {}

    /** Path in the workspace of another scanner's report on the same image. */
    public @Nullable String getReport() {
        return report;
    }

    @DataBoundSetter
    public void setReport(@Nullable String report) {
        this.report = Util.fixEmptyAndTrim(report);
    }

    @Override
    public ScanImageOptions expandedBy(EnvVars environment) {
        ScanImageOptions expanded = new ScanImageOptions();
        expandInto(expanded, environment);
        expanded.setReport(expand(report, environment));
        return expanded;
    }

    @Override
    String gateName() {
        return "scanImage";
    }

    @Override
    Set<GateName> gates() {
        return ImageGate.GATES;
    }

    @Override
    public Optional<String> problem() {
        return problem(getImage(), getArchive());
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws IOException, InterruptedException {
        return new ImageJudge(context, policy, clock).judge(this);
    }

    private static Optional<String> problem(@Nullable String image, @Nullable String archive) {
        if (image != null && archive != null) {
            return Optional.of(Messages.ScanImageOptions_imageAndArchive());
        }
        if (image == null && archive == null) {
            return Optional.of(Messages.ScanImageOptions_nothingToScan());
        }
        return Optional.empty();
    }

    /** Form of the options, shared by the step and the build step. */
    @Extension
    public static class DescriptorImpl extends GateOptionsDescriptor {
        public DescriptorImpl() {
            super("scanImage");
        }

        @Override
        public String getDisplayName() {
            return Messages.ScanImage_displayName();
        }

        @POST
        public FormValidation doCheckImage(@QueryParameter String value, @QueryParameter String archive) {
            return problem(Util.fixEmptyAndTrim(value), Util.fixEmptyAndTrim(archive))
                    .map(FormValidation::error)
                    .orElseGet(FormValidation::ok);
        }
    }
}
