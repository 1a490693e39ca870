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
 * {@code scanImage}: does the image hold what the policy forbids? One of {@code image} and {@code archive}, or an SBOM alone;
 * and what another scanner, an SBOM or VEX documents say of it.
 */
public class ScanImageStep extends ArchivedImageStep {
    private static final long serialVersionUID = 1L;

    private @Nullable String report;
    private @Nullable String sbom;
    private @Nullable String vex;
    private @Nullable String baseline;
    private @Nullable String posture;
    private @Nullable String trivyServer;
    private boolean upgrades;

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

    /** Path in the workspace of an SBOM of the image, or of one that is evaluated without an image. */
    public @Nullable String getSbom() {
        return sbom;
    }

    @DataBoundSetter
    public void setSbom(@Nullable String sbom) {
        this.sbom = Util.fixEmptyAndTrim(sbom);
    }

    /** Path in the workspace of a VEX document, or of a directory whose files {@code *.json} all are. */
    public @Nullable String getVex() {
        return vex;
    }

    @DataBoundSetter
    public void setVex(@Nullable String vex) {
        this.vex = Util.fixEmptyAndTrim(vex);
    }

    /** An image with its tag or digest, whose attested verdict says what is known; the policy has to allow it. */
    public @Nullable String getBaseline() {
        return baseline;
    }

    @DataBoundSetter
    public void setBaseline(@Nullable String baseline) {
        this.baseline = Util.fixEmptyAndTrim(baseline);
    }

    /** Path in the workspace of a {@code posture.json}, which says which images the internet reaches. */
    public @Nullable String getPosture() {
        return posture;
    }

    @DataBoundSetter
    public void setPosture(@Nullable String posture) {
        this.posture = Util.fixEmptyAndTrim(posture);
    }

    @Override
    public Optional<String> subject() {
        return super.subject().or(() -> Optional.ofNullable(sbom));
    }

    /** Name of a Trivy server of the organisation's configuration, never an address: a job cannot bring its own. */
    public @Nullable String getTrivyServer() {
        return trivyServer;
    }

    @DataBoundSetter
    public void setTrivyServer(@Nullable String trivyServer) {
        this.trivyServer = Util.fixEmptyAndTrim(trivyServer);
    }

    /** Whether to scan newer images of the base as well, for the notes of the verdict. */
    public boolean isUpgrades() {
        return upgrades;
    }

    @DataBoundSetter
    public void setUpgrades(boolean upgrades) {
        this.upgrades = upgrades;
    }

    @Override
    public ScanImageStep expandedBy(EnvVars environment) {
        ScanImageStep expanded = (ScanImageStep) super.expandedBy(environment);
        expanded.report = expand(report, environment);
        expanded.sbom = expand(sbom, environment);
        expanded.vex = expand(vex, environment);
        expanded.baseline = expand(baseline, environment);
        expanded.posture = expand(posture, environment);
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
        return conflict(getImage(), getArchive(), sbom);
    }

    private static Optional<String> conflict(@Nullable String image, @Nullable String archive, @Nullable String sbom) {
        if (image != null && archive != null) {
            return Optional.of(Messages.ScanImageStep_imageAndArchive());
        }
        return image == null && archive == null && sbom == null
                ? Optional.of(Messages.ScanImageStep_nothingToScan())
                : Optional.empty();
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws IOException, InterruptedException {
        ImageJudge judge = new ImageJudge(context, policy, clock, upgrades);
        AskedSources sources = new AskedSources(report, sbom, vex, baseline, posture, trivyServer, getAwsAccount());
        return sbom != null && getImage() == null && getArchive() == null
                ? judge.judgeSbom(sbom, sources)
                : judge.judge(target(), sources);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        private static final String NAME = "scanImage";

        public DescriptorImpl() {
            super(NAME, List.of("image", "archive", "sbom", "report"));
        }

        @Override
        public String getDisplayName() {
            return Messages.ScanImage_displayName();
        }

        @POST
        public FormValidation doCheckImage(
                @QueryParameter String value, @QueryParameter String archive, @QueryParameter String sbom) {
            return of(conflict(Util.fixEmptyAndTrim(value), Util.fixEmptyAndTrim(archive), Util.fixEmptyAndTrim(sbom)));
        }
    }
}
