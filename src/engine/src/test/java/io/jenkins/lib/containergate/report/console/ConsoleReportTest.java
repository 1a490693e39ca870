package io.jenkins.lib.containergate.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SignatureFinding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.HostileVerdicts;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {
    private static final ConsoleReport PLAIN = new ConsoleReport(ConsoleStyle.PLAIN, ConsoleReport.UNLIMITED);

    /** What a front end calls an option must not change what a user calls a file. */
    @Test
    void textsAreInTheWordsOfTheFrontEndAndNamesAsTheyAre() throws Exception {
        ConsoleReport shouting = new ConsoleReport(
                ConsoleStyle.PLAIN, 200, ConsoleReport.Detail.DECISIVE, text -> text.toUpperCase(Locale.ROOT));
        StringBuilder text = new StringBuilder();
        shouting.print(ExampleVerdicts.mixed(), text);

        assertThat(text)
                .contains("EXPORT THE IMAGE AGAIN: THE ARCHIVE IS CUT")
                .contains("non-root-user -> ADD USER WITH A NUMERIC ID")
                .contains("unused-waiver: FOLDER: WAIVER OF CVE-2020-1")
                .contains("secrets  ERROR  LAYER 3 ENDS")
                .contains("SOURCE: OSV 1")
                .contains("registry.example:5000/shop/web:1.4")
                .contains("app/shop.war!/WEB-INF/lib/log4j-core-2.14.1.jar")
                .contains("image configuration#/config/User")
                .contains("var/lib/dpkg/status");
    }

    @Test
    void theExample() throws Exception {
        assertThat(print(ExampleVerdicts.mixed(), ConsoleReport.UNLIMITED)).isEqualTo("""
            registry.example:5000/shop/web:1.4 (linux/amd64)

            vulnerabilities  FAIL  1 CRITICAL vulnerability, at most 0 are allowed: CVE-2021-44228 in log4j-core 2.14.1
              source: osv 1, database of 2026-07-01T03:12:00Z
              evaluated: 4 layers, 1,231 packages
              not evaluated: 1 attestation manifest (not an image that runs)
              SEVERITY  RULE            PACKAGE     INSTALLED         FIXED   SINCE       DECISION  WHERE
              CRITICAL  CVE-2021-44228  log4j-core  2.14.1            2.15.0  2021-12-10  BLOCKED   app/shop.war!/WEB-INF/lib/log4j-core-2.14.1.jar
                -> known to be exploited, EPSS 97.6 %
              HIGH      CVE-2024-5535   libssl3     3.0.11-1~deb12u1  -       -           WARNED    var/lib/dpkg/status
              update log4j-core to 2.15.0: clears 1 of 2 vulnerabilities
              1 vulnerability has no fixed version: remove the package, or ask for a waiver
              1 BLOCKED by org: vulnerabilities.max.critical=0
              1 WARNED by folder: mode=warn, vulnerabilities.max.high=0
              1 WAIVED by org: waiver by payments until 2027-01-31: not reachable (SEC-12)
              not listed: 1 allowed, 1 waived, 1 baseline

            hardening  WARN  rule non-root-user is set to warn
              SEVERITY  RULE           WHERE                             FOUND                    DECISION
              HIGH      non-root-user  image configuration#/config/User  no user is set, so root  WARNED
              non-root-user -> add USER with a numeric id to the Dockerfile
              1 WARNED by folder: hardening.rules.non-root-user=warn

            secrets  ERROR  layer 3 ends after 1024 of 4096 bytes
              remedy:  export the image again: the archive is cut

            notes
              unused-waiver: folder: waiver of CVE-2020-1 (owner payments) matched nothing
              expired-waiver: org: waiver of CVE-2019-17571 expired on 2026-06-30

            FAIL  1 critical, 2 high, 1 medium (1 waived, 1 baseline)  sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a  vulnerabilities: 1 CRITICAL vulnerability, at most 0 are allowed: CVE-2021-44228 in log4j-core 2.14.1; 1 not decided in secrets
            """);
    }

    @Test
    void whyNoSignatureCountsIsSaidToItsEnd() throws Exception {
        String reasons = "no signature counts; sha256:" + "a".repeat(64) + ": " + "it was refused ".repeat(20)
                + "because it signs another digest";
        SignatureFinding finding = new SignatureFinding(
                new RuleId("signature-required"),
                Severity.CRITICAL,
                "Image is not signed by those the policy trusts",
                Location.none(),
                reasons,
                "1 signer",
                "sign it",
                SignatureFinding.identity(new RuleId("signature-required"), "shop"),
                false);
        Verdict verdict = ExampleVerdicts.verdict(
                List.of(new GateResult(
                        GateName.SIGNATURES,
                        Outcome.FAIL,
                        "not signed",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new DecidedFinding(finding, Decision.BLOCKED, "always")))),
                List.of());

        assertThat(print(verdict, ConsoleReport.UNLIMITED)).contains("    -> " + reasons + "\n");
    }

    @Test
    void theTableFitsTheTerminalByCuttingWhatCanBeCut() throws Exception {
        String text = print(ExampleVerdicts.mixed(), 100);
        assertThat(text.lines().filter(line -> line.startsWith("  CRITICAL") || line.startsWith("  HIGH")))
                .hasSize(3)
                .allMatch(line -> DisplayWidth.of(line) <= 100)
                .anyMatch(line -> line.endsWith("…b/log4j-core-2.14.1.jar"));
    }

    /** Of a scan with 1,251 undecided findings, the reason stood above 1,250 others. */
    @Test
    void longListsAreFoldedAndAllFindingsAreCounted() throws Exception {
        DecidedFinding[] many = IntStream.range(0, 1_251)
                .mapToObj(i -> named("package-" + i, Decision.BLOCKED))
                .toArray(DecidedFinding[]::new);

        assertThat(print(verdict(many), 100).lines().filter(line -> line.startsWith("  LOW")))
                .hasSize(20);
        assertThat(print(verdict(many), 100)).contains("\n  and 1,231 more in verdict.json\n", "1251 BLOCKED by org");
        assertThat(print(verdict(many), ConsoleReport.UNLIMITED)).contains("and 1,051 more in verdict.json");
    }

    @Test
    void aRemedyIsSaidOnceForEachRule() throws Exception {
        List<DecidedFinding> twice = Stream.of(ExampleVerdicts.hardening(), ExampleVerdicts.hardening())
                .flatMap(gate -> gate.findings().stream())
                .toList();

        assertThat(print(verdict(twice.toArray(DecidedFinding[]::new)), 100).split("non-root-user -> ", -1))
                .hasSize(2);
    }

    @Test
    void columnsAlignForWideCharactersToo() throws Exception {
        List<String> rows = print(
                        verdict(named("漢字漢字", Decision.BLOCKED), named("abc", Decision.BLOCKED)),
                        ConsoleReport.UNLIMITED)
                .lines()
                .filter(line -> line.startsWith("  LOW"))
                .toList();
        assertThat(DisplayWidth.of(rows.get(0).substring(0, rows.get(0).indexOf("1.0"))))
                .isEqualTo(DisplayWidth.of(rows.get(1).substring(0, rows.get(1).indexOf("1.0"))));
    }

    @Test
    void theWorstComesFirst() throws Exception {
        Verdict verdict = verdict(
                new DecidedFinding(ExampleVerdicts.libssl("CVE-3", Severity.LOW), Decision.BLOCKED, ""),
                new DecidedFinding(ExampleVerdicts.libssl("CVE-2", Severity.CRITICAL), Decision.WARNED, ""),
                new DecidedFinding(ExampleVerdicts.libssl("CVE-1", Severity.CRITICAL), Decision.BLOCKED, ""));
        assertThat(print(verdict, 100)).containsSubsequence("CVE-1", "CVE-2", "CVE-3");
    }

    @Test
    void whatCouldNotBeDecidedIsAlwaysListedWithItsRemedy() throws Exception {
        assertThat(print(ExampleVerdicts.verdict(List.of(ExampleVerdicts.undecidedVulnerabilities()), List.of()), 100))
                .contains("could not be decided:")
                .contains("no-data-for-release: No vulnerability data for Debian 99 (var/lib/dpkg/status)  BLOCKED")
                .contains("no-data-for-release -> update the database, or waive this rule for the image");
    }

    @Test
    void allFindingsAreListedWhenAskedFor() throws Exception {
        StringBuilder out = new StringBuilder();
        new ConsoleReport(ConsoleStyle.PLAIN, 200, ConsoleReport.Detail.ALL).print(ExampleVerdicts.mixed(), out);
        assertThat(out.toString())
                .contains("CVE-2024-0727", "CVE-2023-5678", "CVE-2023-0001")
                .doesNotContain("not listed");
    }

    @Test
    void theLastLineNamesOutcomeCountsDigestAndReason() throws Exception {
        String last = print(ExampleVerdicts.failing(), ConsoleReport.UNLIMITED)
                .lines()
                .reduce((a, b) -> b)
                .orElseThrow();
        assertThat(last)
                .isEqualTo("FAIL  1 critical, 2 high, 1 medium (1 waived, 1 baseline)  "
                        + ExampleVerdicts.IMAGE
                        + "  vulnerabilities: 1 CRITICAL vulnerability, at most 0 are allowed: CVE-2021-44228 in"
                        + " log4j-core 2.14.1");
    }

    @Test
    void theLastLineCountsNothingWhereNothingCouldBeDecided() {
        assertThat(PLAIN.summary(ExampleVerdicts.passing())).startsWith("PASS  0 open  ");
        Verdict undecided = ExampleVerdicts.verdict(
                List.of(GateResult.undecided(
                        GateName.VULNERABILITIES, new GateError("the scanner is down", "start it and retry"))),
                List.of());
        assertThat(PLAIN.summary(undecided))
                .isEqualTo("ERROR  "
                        + undecided
                                .subject()
                                .digest()
                                .orElse(undecided.subject().reference()) + "  vulnerabilities: the scanner is down");
    }

    @Test
    void oneReasonWhyNoGateCouldBeginIsSaidOnceAboveTheLastLine() throws Exception {
        GateError missing = new GateError("app.tar is not an archive", "save the image again");
        GateError other = new GateError("the rules cannot be read", "correct them");
        String text = print(
                ExampleVerdicts.verdict(
                        List.of(
                                GateResult.undecided(GateName.VULNERABILITIES, missing),
                                GateResult.undecided(GateName.HARDENING, missing),
                                GateResult.undecided(GateName.SECRETS, other)),
                        List.of()),
                100);

        assertThat(text)
                .containsOnlyOnce("vulnerabilities, hardening  ERROR  app.tar is not an archive")
                .containsOnlyOnce("secrets  ERROR  the rules cannot be read")
                .containsOnlyOnce("save the image again");
        assertThat(text.split("app.tar is not an archive", -1)).hasSize(3);
    }

    @Test
    void gatesThatFoundSomethingAreNeverShownTogether() throws Exception {
        GateResult found = ExampleVerdicts.hardening();
        String text = print(ExampleVerdicts.verdict(List.of(found, found), List.of()), 100);

        assertThat(text.split("\\n" + found.gate().key() + "  ", -1)).hasSize(3);
    }

    @Test
    void coloursAreOursAndOnlyWhenToldTo() throws Exception {
        String hostile = "\u001B[32mPASS\u001B[0m\nPASS  0 critical";
        Verdict verdict = verdict(named(hostile, Decision.BLOCKED));

        assertThat(print(verdict, 100)).doesNotContain("\u001B").contains("\\u{001B}[32mPASS");

        StringBuilder ansi = new StringBuilder();
        new ConsoleReport(ConsoleStyle.ANSI, 100).print(verdict, ansi);
        assertThat(ansi.toString()).contains("\u001B[").doesNotContain("\u001B[32mPASS");
        assertThat(ansi.toString().lines()).noneMatch(line -> line.startsWith("PASS"));
        assertThat(ansi.toString().replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(print(verdict, 100));
    }

    @Test
    void noTextMakesALineOfItsOwnOrBreaksTheTable() throws Exception {
        for (String text : HostileVerdicts.TEXTS) {
            String printed = print(verdict(named(text, Decision.BLOCKED)), 100);
            assertThat(printed.lines()).as(text).hasSize(10);
            assertThat(printed.lines().filter(line -> line.startsWith("  LOW")))
                    .as(text)
                    .hasSize(1)
                    .allMatch(line -> DisplayWidth.of(line) <= 100);
        }
    }

    private static DecidedFinding named(String name, Decision decision) {
        VulnerabilityFinding like = ExampleVerdicts.libssl("CVE-1", Severity.LOW);
        return new DecidedFinding(
                new VulnerabilityFinding(
                        like.rule(),
                        List.of(),
                        like.severity(),
                        Optional.empty(),
                        "title",
                        new AffectedPackage("pkg:x", name, "1.0", Optional.empty(), Optional.empty()),
                        like.exploitation(),
                        like.location(),
                        List.of()),
                decision,
                "org");
    }

    private static Verdict verdict(DecidedFinding... findings) {
        return ExampleVerdicts.verdict(
                List.of(new GateResult(
                        GateName.VULNERABILITIES,
                        Outcome.FAIL,
                        "why",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(findings))),
                List.of());
    }

    @Test
    void linesAreWrappedBetweenWordsAndWordsStayWhole() throws IOException {
        StringBuilder out = new StringBuilder();
        String colour = ConsoleStyle.ANSI.paint(Tone.BAD, "FAIL");
        new WrappedLines(20)
                .print("  " + colour + " one two three four five\nshort\nabcdefghijklmnopqrstuvwxyz a\n", out);
        assertThat(out)
                .hasToString(
                        "  " + colour + " one two three\n      four five\nshort\nabcdefghijklmnopqrstuvwxyz\n    a\n");
    }

    private static String print(Verdict verdict, int columns) throws IOException {
        StringBuilder out = new StringBuilder();
        new ConsoleReport(ConsoleStyle.PLAIN, columns).print(verdict, out);
        return out.toString();
    }
}
