package io.jenkins.lib.containergate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Exploitation;
import io.jenkins.lib.containergate.finding.Exposure;
import io.jenkins.lib.containergate.finding.KnownExploit;
import io.jenkins.lib.containergate.finding.LayerOrigin;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.console.ConsoleReport;
import io.jenkins.lib.containergate.report.console.ConsoleStyle;
import io.jenkins.lib.containergate.report.html.HtmlReport;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.report.junit.JUnitReport;
import io.jenkins.lib.containergate.report.markdown.MarkdownReport;
import io.jenkins.lib.containergate.report.sarif.SarifReport;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Every report has every fact that findings are put in order by, and says whose knowledge it is and of when. */
class RiskReportsTest {
    private static final Exploitation KNOWN = new Exploitation(
            true,
            Optional.of(new BigDecimal("0.97565")),
            Optional.of(new BigDecimal("0.99912")),
            new Exposure(
                    OptionalInt.of(4), Optional.of(Instant.parse("2026-06-30T08:15:00Z")), Optional.of(Boolean.TRUE)),
            new KnownExploit(
                    Optional.of(LocalDate.parse("2021-12-11")), Optional.of(LocalDate.parse("2021-12-24")), true));

    /** A fact as it reads where people read it, and in JSON. */
    private record Fact(String name, String text, String json) {}

    private static final List<Fact> FACTS = List.of(
            new Fact("known exploited", "known to be exploited", "\"knownExploited\": true"),
            new Fact("listed since", "listed by CISA since 2021-12-11", "\"dateAdded\": \"2021-12-11\""),
            new Fact("due", "due by 2021-12-24", "\"dueDate\": \"2021-12-24\""),
            new Fact("ransomware", "used in ransomware campaigns", "\"knownRansomwareCampaignUse\": true"),
            new Fact("EPSS", "EPSS 97.6 %", "\"epss\": 0.97565"),
            new Fact("percentile", "no lower than 99.9 % of all vulnerabilities", "\"epssPercentile\": 0.99912"),
            new Fact("internet", "reachable from the internet", "\"reachableFromInternet\": true"),
            new Fact("in use", "in use by 4 tasks or pods", "\"inUseCount\": 4"),
            new Fact("last in use", "last in use 2026-06-30T08:15:00Z", "\"lastInUseAt\": \"2026-06-30T08:15:00Z\""),
            new Fact(
                    "fix known since",
                    "fix known since 2021-12-10T00:00:00Z",
                    "\"fixedSince\": \"2021-12-10T00:00:00Z\""),
            new Fact("source", "vendor-data 7", "\"name\": \"vendor-data\""),
            new Fact("its age", "2026-07-01T03:12:00Z", "\"databaseUpdatedAt\": \"2026-07-01T03:12:00Z\""));

    /** What the page says in other words. */
    private static final Map<String, String> ON_THE_PAGE = Map.of(
            "known exploited",
            "in the CISA catalogue of known exploited vulnerabilities",
            "fix known since",
            "Fix known since</dt><dd><time datetime=\"2021-12-10T00:00:00Z\">");

    @Test
    void everyFactIsInEveryReport() throws Exception {
        Map<String, String> reports = reports(
                verdict(KNOWN, new SourceInfo("vendor-data", "7", Optional.of(Instant.parse("2026-07-01T03:12:00Z")))));
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, String> report : reports.entrySet()) {
            for (Fact fact : FACTS) {
                softly.assertThat(report.getValue())
                        .as(fact.name() + " in " + report.getKey())
                        .contains(expected(fact, report.getKey()));
            }
        }
        softly.assertAll();
    }

    @Test
    void noReportSaysWhatIsNotKnown() throws Exception {
        Map<String, String> reports = reports(verdict(withoutFix(), new SourceInfo("osv", "1", Optional.empty())));
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, String> report : reports.entrySet()) {
            for (Fact fact : FACTS) {
                softly.assertThat(report.getValue())
                        .as(fact.name() + " in " + report.getKey())
                        .doesNotContain("not known to be exploited", expected(fact, report.getKey()));
            }
        }
        softly.assertAll();
        for (String form : List.of("console", "junit.xml", "Markdown")) {
            assertThat(reports.get(form)).as(form).contains("osv 1, age of its database unknown");
        }
        assertThat(reports.get("report.html")).contains("It does not say how old its database is.");
    }

    /** For a package, too, whose own rows name only a digest. */
    @Test
    void theLayerThatBroughtAPackageIsNamedWithItsInstruction() throws Exception {
        Verdict verdict = verdict(KNOWN, new SourceInfo("osv", "1", Optional.empty()));
        Verdict layered = new Verdict(
                new Subject(
                        "shop:1",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(
                                new LayerOrigin(ExampleVerdicts.BASE_LAYER, 1, 2, Optional.empty()),
                                new LayerOrigin(
                                        ExampleVerdicts.APP_LAYER, 2, 2, Optional.of("RUN mvn at /history/3")))),
                verdict.policy(),
                verdict.gates(),
                verdict.notes(),
                verdict.judgedAt());
        Map<String, String> reports = reports(layered);
        for (String form : List.of("report.html", "report.sarif", "junit.xml", "Markdown")) {
            assertThat(reports.get(form)).as(form).contains("layer 2 of 2, made by RUN mvn at /history/3");
        }
        assertThat(reports.get("verdict.json")).contains("\"instruction\": \"RUN mvn at /history/3\"");
        assertThat(new VerdictReader()
                        .read(
                                "verdict.json",
                                new ByteArrayInputStream(
                                        reports.get("verdict.json").getBytes(StandardCharsets.UTF_8)))
                        .verdict())
                .isEqualTo(layered);
    }

    /** On the console and in Markdown, which has no list of notes, too. */
    @Test
    void everyReportSaysWhatIsNewAndFixedSinceAnotherVerdict() throws Exception {
        SourceInfo source = new SourceInfo("osv", "1", Optional.empty());
        Verdict older = ExampleVerdicts.verdict(List.of(ExampleVerdicts.vulnerabilities()), List.of());
        Verdict newer = verdict(KNOWN, source);
        Map<String, String> reports =
                reports(newer.noted(ChangesNote.of(older, newer, "the verdict in reports/verdict.json")));
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, String> report : reports.entrySet()) {
            softly.assertThat(report.getValue())
                    .as(report.getKey())
                    .contains(
                            "vulnerabilities: 0 new and 4 fixed since the verdict in reports/verdict.json; fixed: HIGH"
                                    + " CVE-2024-5535 (libssl3), MEDIUM CVE-2024-0727 (libssl3)");
        }
        softly.assertAll();
    }

    /** A gate that could not decide has seen neither what is there nor what is gone. */
    @Test
    void whatAGateDidNotSeeIsNeitherNewNorFixed() {
        Verdict seen = ExampleVerdicts.verdict(
                List.of(ExampleVerdicts.vulnerabilities(), ExampleVerdicts.hardening()), List.of());
        Verdict blind = ExampleVerdicts.verdict(
                List.of(ExampleVerdicts.undecidedVulnerabilities(), ExampleVerdicts.hardening()), List.of());
        Verdict other = ExampleVerdicts.verdict(List.of(ExampleVerdicts.secretsThatCouldNotLook()), List.of());

        assertThat(ChangesNote.of(seen, blind, "yesterday").text())
                .startsWith("hardening: 0 new and 0 fixed since yesterday; vulnerabilities: not everything"
                        + " could be decided in the newer verdict");
        assertThat(ChangesNote.of(blind, seen, "yesterday").text())
                .startsWith("hardening: 0 new and 0 fixed since yesterday; vulnerabilities: not everything"
                        + " could be decided in the older verdict")
                .endsWith(
                        "; both verdicts are about the same digest: differences come from the data, the options and the"
                                + " policy");
        assertThat(ChangesNote.of(seen, other, "yesterday").text())
                .isEqualTo("what is new and fixed since yesterday is not known: no gate came to a decision in both"
                        + " verdicts");
    }

    /** A long title does not push the facts out of its cell, and the name of a source is text. */
    @Test
    void hostileTextNeitherHidesAFactNorIsMarkup() throws Exception {
        SourceInfo source = new SourceInfo("[x](https://evil.example) | @all\n# PASS <b>", "1", Optional.empty());
        String text = Rendered.text(new MarkdownReport(), verdict("x".repeat(400), KNOWN, source));
        assertThat(text)
                .contains("… (known to be exploited, listed by CISA since 2021\\-12\\-11", "EPSS 97.6 %")
                .doesNotContain("](", "@all", "<b>", "\n# PASS", "://");
        assertThat(JsonSchemas.sarif().errors(Rendered.text(new SarifReport(Rendered.TOOL), verdict(KNOWN, source))))
                .isEmpty();
    }

    private static String expected(Fact fact, String report) {
        if (report.equals("report.sarif") || report.equals("verdict.json")) {
            return fact.json();
        }
        if (report.equals("console") && fact.name().equals("fix known since")) {
            return "2.15.0  2021-12-10  BLOCKED";
        }
        return report.equals("report.html") ? ON_THE_PAGE.getOrDefault(fact.name(), fact.text()) : fact.text();
    }

    private static Map<String, String> reports(Verdict verdict) throws Exception {
        Map<String, String> reports = new LinkedHashMap<>();
        StringBuilder console = new StringBuilder();
        new ConsoleReport(ConsoleStyle.PLAIN, ConsoleReport.UNLIMITED).print(verdict, console);
        reports.put("console", console.toString());
        for (Report report : List.of(
                new HtmlReport(Rendered.TOOL), new SarifReport(Rendered.TOOL), new JUnitReport(), new VerdictJson())) {
            reports.put(report.fileName(), Rendered.text(report, verdict));
        }
        reports.put("Markdown", shown(Rendered.text(new MarkdownReport(), verdict)));
        return reports;
    }

    /** As a viewer shows it. */
    private static String shown(String markdown) {
        return markdown.replace("\\", "").replace("&#58;", ":");
    }

    /** Nothing is known of it, not even a fix. */
    private static VulnerabilityFinding withoutFix() {
        return ExampleVerdicts.libssl("CVE-2024-5535", Severity.HIGH);
    }

    private static Verdict verdict(Exploitation exploitation, SourceInfo source) {
        return verdict("Remote code injection in Log4j", exploitation, source);
    }

    private static Verdict verdict(String title, Exploitation exploitation, SourceInfo source) {
        VulnerabilityFinding example = ExampleVerdicts.log4Shell();
        VulnerabilityFinding finding = new VulnerabilityFinding(
                example.rule(),
                example.aliases(),
                example.severity(),
                example.cvss(),
                title,
                example.affected(),
                exploitation,
                example.location(),
                example.references());
        return verdict(finding, source);
    }

    private static Verdict verdict(VulnerabilityFinding finding, SourceInfo source) {
        return ExampleVerdicts.verdict(
                List.of(new GateResult(
                        GateName.VULNERABILITIES,
                        Outcome.FAIL,
                        "1 CRITICAL vulnerability, at most 0 are allowed",
                        Optional.of(source),
                        Optional.empty(),
                        List.of(new DecidedFinding(finding, Decision.BLOCKED, "org")))),
                List.of());
    }
}
