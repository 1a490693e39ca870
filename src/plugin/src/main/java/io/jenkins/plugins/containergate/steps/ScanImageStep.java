package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.evaluate.AskedSources;
import io.jenkins.plugins.containergate.evaluate.ImageJudge;
import io.jenkins.plugins.containergate.evaluate.Judged;
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

/**
 * {@code scanImage}: does the image hold what the policy forbids? Exactly one of {@code image} and {@code archive}, and what
 * another scanner said of it.
 */
public class ScanImageStep extends ArchivedImageStep {
    private static final long serialVersionUID = 1L;

    private @Nullable String report;
    private @Nullable String trivyServer;

    @DataBoundConstructor
    public ScanImageStep() {}

    /** Path in the workspace of another scanner's report on the same image. */
    public @Nullable String getReport() {
        return report;
    }

    @DataBoundSetter
    public void setReport(@Nullable String report) {
        this.report = Util.fixEmptyAndTrim(report);
    }

    /** Name of a Trivy server of the organisation's configuration, never an address: a job cannot bring its own. */
    public @Nullable String getTrivyServer() {
        return trivyServer;
    }

    @DataBoundSetter
    public void setTrivyServer(@Nullable String trivyServer) {
        this.trivyServer = Util.fixEmptyAndTrim(trivyServer);
    }

    @Override
    public ScanImageStep expandedBy(EnvVars environment) {
        ScanImageStep expanded = (ScanImageStep) super.expandedBy(environment);
        expanded.report = expand(report, environment);
        return expanded;
    }

    @Override
    public String name() {
        return DescriptorImpl.NAME;
    }

    @Override
    public Set<GateName> gates() {
        return ImageGate.GATES;
    }

    @Override
    protected Optional<String> conflict() {
        return conflict(getImage(), getArchive());
    }

    private static Optional<String> conflict(@Nullable String image, @Nullable String archive) {
        if (image != null && archive != null) {
            return Optional.of(Messages.ScanImageStep_imageAndArchive());
        }
        return image == null && archive == null
                ? Optional.of(Messages.ScanImageStep_nothingToScan())
                : Optional.empty();
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws IOException, InterruptedException {
        return new ImageJudge(context, policy, clock).judge(target(), new AskedSources(report, trivyServer));
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        private static final String NAME = "scanImage";

        public DescriptorImpl() {
            super(NAME, List.of("image", "archive", "report"));
        }

        @Override
        public String getDisplayName() {
            return Messages.ScanImage_displayName();
        }

        @POST
        public FormValidation doCheckImage(@QueryParameter String value, @QueryParameter String archive) {
            return of(conflict(Util.fixEmptyAndTrim(value), Util.fixEmptyAndTrim(archive)));
        }
    }
}
