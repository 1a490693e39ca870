package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.cyclonedx.CycloneDxReport;
import io.jenkins.lib.containergate.report.files.ReportFiles;
import io.jenkins.lib.containergate.report.html.HtmlReport;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.report.junit.JUnitReport;
import io.jenkins.lib.containergate.report.sarif.SarifReport;
import io.jenkins.plugins.containergate.Messages;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Which reports become artifacts of a build: the SBOM unless somebody says otherwise. All others are on the page of a verdict,
 * which writes them anew from what it keeps compressed; as artifacts they took a hundred times the space.
 */
public class ArchivedReports implements Describable<ArchivedReports> {
    private boolean verdict;
    private boolean html;
    private boolean sarif;
    private boolean junit;
    private boolean sbom = true;

    @DataBoundConstructor
    public ArchivedReports() {}

    public boolean isVerdict() {
        return verdict;
    }

    @DataBoundSetter
    public void setVerdict(boolean verdict) {
        this.verdict = verdict;
    }

    public boolean isHtml() {
        return html;
    }

    @DataBoundSetter
    public void setHtml(boolean html) {
        this.html = html;
    }

    public boolean isSarif() {
        return sarif;
    }

    @DataBoundSetter
    public void setSarif(boolean sarif) {
        this.sarif = sarif;
    }

    public boolean isJunit() {
        return junit;
    }

    @DataBoundSetter
    public void setJunit(boolean junit) {
        this.junit = junit;
    }

    /** Without it, {@code attestVerdict} cannot attach one. */
    public boolean isSbom() {
        return sbom;
    }

    @DataBoundSetter
    public void setSbom(boolean sbom) {
        this.sbom = sbom;
    }

    /** Those of the five that become artifacts. */
    public List<Report> chosen() {
        return ReportFiles.standard(ToolIdentity.ofThisBuild()).stream()
                .filter(this::chosen)
                .toList();
    }

    private boolean chosen(Report report) {
        if (report instanceof VerdictJson) {
            return verdict;
        }
        if (report instanceof HtmlReport) {
            return html;
        }
        if (report instanceof SarifReport) {
            return sarif;
        }
        if (report instanceof JUnitReport) {
            return junit;
        }
        return !(report instanceof CycloneDxReport) || sbom;
    }

    /** Form of the choice. */
    @Extension
    public static class DescriptorImpl extends Descriptor<ArchivedReports> {
        @Override
        public String getDisplayName() {
            return Messages.ArchivedReports_displayName();
        }
    }
}
