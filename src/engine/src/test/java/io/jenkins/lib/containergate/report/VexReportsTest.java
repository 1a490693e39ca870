package io.jenkins.lib.containergate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.cyclonedx.CycloneDxReport;
import io.jenkins.lib.containergate.report.html.HtmlReport;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.report.sarif.SarifReport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a VEX statement excused, in the forms of all reports. */
class VexReportsTest {
    private static final String HOSTILE = "<b onclick='x'>\u001b[31m\u202e\"}</script>\u0000 until 2031-01-01";

    private static Verdict verdict(String text) {
        VexStatement statement = new VexStatement(
                new VexStatement.Source(
                        VexStatement.Origin.ATTESTATIONS, text, text, text, Optional.of("psirt " + text)),
                VexStatement.Status.NOT_AFFECTED,
                Optional.of(text),
                Optional.of(text),
                Optional.of(Instant.parse("2026-06-01T10:00:00.123Z")));
        VulnerabilityFinding finding = ExampleVerdicts.libssl("CVE-2024-5535", Severity.HIGH);
        return ExampleVerdicts.verdict(
                List.of(new GateResult(
                        GateName.VULNERABILITIES,
                        Outcome.PASS,
                        "1 finding, none over the limits: 1 waived",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new DecidedFinding(
                                finding, Decision.WAIVED, "org: " + statement.line(), Optional.of(statement))))),
                List.of());
    }

    private static ReportInput input(Verdict verdict) {
        InstalledPackage libssl = new InstalledPackage(
                Ecosystem.DEB,
                "libssl3",
                "3.0.11-1~deb12u1",
                "pkg:deb/debian/libssl3@3.0.11-1~deb12u1?arch=amd64&distro=debian-12",
                Optional.empty(),
                ExampleVerdicts.BASE_LAYER,
                "var/lib/dpkg/status",
                List.of());
        return new ReportInput(
                verdict, Optional.of(new PackageInventory(Optional.empty(), List.of(libssl), 1, List.of())));
    }

    @Test
    void aVerdictIsReadBackWithTheStatementThatDecided() throws Exception {
        for (String text : List.of("component_not_present", HOSTILE)) {
            String json = Rendered.text(new VerdictJson(), verdict(text));
            assertThat(JsonSchemas.verdict().errors(json)).isEmpty();
            Verdict read = new VerdictReader()
                    .read("v", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                    .verdict();
            assertThat(read).isEqualTo(verdict(text));
        }
    }

    @Test
    void hostileStatementsLeaveEveryReportWellFormed() throws Exception {
        Verdict verdict = verdict(HOSTILE);
        assertThat(JsonSchemas.cycloneDx().errors(Rendered.text(new CycloneDxReport(Rendered.TOOL), input(verdict))))
                .isEmpty();
        assertThat(JsonSchemas.sarif().errors(Rendered.text(new SarifReport(Rendered.TOOL), verdict)))
                .isEmpty();
        assertThat(Rendered.text(new HtmlReport(Rendered.TOOL), verdict))
                .doesNotContain("<b onclick", "\u001b", "\u202e", "</script> until");
    }

    @Test
    void anAnalysisNamesTheComponentThatItIsAbout() throws Exception {
        assertThat(Rendered.text(new CycloneDxReport(Rendered.TOOL), input(verdict("component_not_present"))))
                .contains(
                        "\"code_not_present\"",
                        "signed by psirt",
                        "\"ref\": \"pkg:deb/debian/libssl3@3.0.11-1~deb12u1");
    }
}
