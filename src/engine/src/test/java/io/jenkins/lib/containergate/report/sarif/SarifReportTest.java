package io.jenkins.lib.containergate.report.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.JsonSchemas;
import io.jenkins.lib.containergate.report.Rendered;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.bjurr.violations.lib.ViolationsLogger;
import se.bjurr.violations.lib.model.SEVERITY;
import se.bjurr.violations.lib.model.Violation;
import se.bjurr.violations.lib.parsers.SarifParser;

class SarifReportTest {
    @Test
    void examplesFollowTheSchema() throws Exception {
        JsonSchemas schema = JsonSchemas.sarif();
        for (Verdict verdict : List.of(
                ExampleVerdicts.mixed(),
                ExampleVerdicts.passing(),
                ExampleVerdicts.verdict(List.of(ExampleVerdicts.undecidedVulnerabilities()), List.of()),
                ExampleVerdicts.verdict(List.of(), List.of()))) {
            assertThat(schema.errors(Rendered.text(report(), verdict))).isEmpty();
        }
    }

    @Test
    void theSchemaInUseRefusesAnInventedLevel() throws Exception {
        String broken =
                Rendered.text(report(), ExampleVerdicts.mixed()).replace("\"level\": \"note\"", "\"level\": \"mild\"");
        assertThat(JsonSchemas.sarif().errors(broken)).isNotEmpty();
    }

    @Test
    void theParserOfWarningsNgReadsEveryFinding() throws Exception {
        String sarif = Rendered.text(report(), ExampleVerdicts.mixed());

        var violations = new SarifParser().parseReportOutput(sarif, new FailingLogger());

        assertThat(violations)
                .extracting(Violation::getRule, Violation::getSeverity, Violation::getFile)
                .contains(
                        tuple("CVE-2021-44228", SEVERITY.ERROR, "app/shop.war!/WEB-INF/lib/log4j-core-2.14.1.jar"),
                        tuple("CVE-2024-0727", SEVERITY.WARN, "var/lib/dpkg/status"),
                        tuple("CVE-2023-5678", SEVERITY.INFO, "var/lib/dpkg/status"),
                        tuple("non-root-user", SEVERITY.ERROR, "image%20configuration"));
    }

    @Test
    void theToolIsNamedWithItsVersion() throws Exception {
        JsonNode driver = run(ExampleVerdicts.mixed()).at("/tool/driver");
        assertThat(driver.get("name").asText()).isEqualTo("container-gate");
        assertThat(driver.get("version").asText()).isEqualTo("1.2.3");
    }

    @Test
    void aResultPointsAtItsRuleWhichHasHelp() throws Exception {
        JsonNode run = run(ExampleVerdicts.mixed());
        JsonNode result = run.at("/results/0");
        JsonNode rule = run.at("/tool/driver/rules").get(result.get("ruleIndex").asInt());
        assertThat(rule.get("id").asText())
                .isEqualTo("CVE-2021-44228")
                .isEqualTo(result.get("ruleId").asText());
        assertThat(rule.at("/help/text").asText()).contains("Also known as GHSA-jfh8-c2jp-5v3q");
        assertThat(rule.get("helpUri").asText()).isEqualTo("https://nvd.nist.gov/vuln/detail/CVE-2021-44228");
        assertThat(rule.at("/properties/security-severity").asText()).isEqualTo("9.5");
    }

    @Test
    void aResultSaysWhereInWhichLayerAndWhatDecided() throws Exception {
        JsonNode result = run(ExampleVerdicts.mixed()).at("/results/0");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("app/shop.war!/WEB-INF/lib/log4j-core-2.14.1.jar");
        assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asText())
                .isEqualTo(ExampleVerdicts.APP_LAYER.toString());
        assertThat(result.at("/partialFingerprints/containerGateFingerprint~1v1")
                        .asText())
                .isEqualTo(ExampleVerdicts.log4Shell().fingerprint().value());
        assertThat(result.at("/properties/decidedBy").asText()).isEqualTo("org: vulnerabilities.max.critical=0");
        assertThat(result.at("/message/text").asText()).contains("What to do: update log4j-core to 2.15.0");
    }

    @Test
    void onlyAWaivedFindingIsSuppressedWithItsWaiverAsReason() throws Exception {
        JsonNode results = run(ExampleVerdicts.mixed()).get("results");
        assertThat(results).hasSize(7);
        for (JsonNode result : results) {
            boolean waived = result.at("/properties/decision").asText().equals("WAIVED");
            assertThat(result.get("suppressions")).hasSize(waived ? 1 : 0);
            if (waived) {
                assertThat(result.at("/suppressions/0/justification").asText()).contains("waiver by payments");
            }
        }
    }

    @Test
    void aGateThatCouldNotDecideIsAFailedInvocation() throws Exception {
        JsonNode invocation = run(ExampleVerdicts.mixed()).at("/invocations/0");
        assertThat(invocation.get("executionSuccessful").asBoolean()).isFalse();
        assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
                .contains("layer 3 ends after", "export the image again");
        assertThat(run(ExampleVerdicts.failing())
                        .at("/invocations/0/executionSuccessful")
                        .asBoolean())
                .isTrue();
    }

    /** Warnings NG and code scanning show results and no invocations: without any they look green. */
    @Test
    void aGateThatCouldNotDecideIsAResultWhereNoFindingSaysSo() throws Exception {
        for (Verdict verdict : List.of(
                ExampleVerdicts.mixed(),
                ExampleVerdicts.verdict(List.of(ExampleVerdicts.undecidedVulnerabilities()), List.of()),
                ExampleVerdicts.verdict(
                        List.of(GateResult.undecided(
                                GateName.SECRETS, new GateError("the archive is cut", "export it again"))),
                        List.of()),
                ExampleVerdicts.verdict(List.of(), List.of()))) {
            String sarif = Rendered.text(report(), verdict);
            assertThat(new SarifParser().parseReportOutput(sarif, new FailingLogger()))
                    .anySatisfy(violation -> assertThat(violation.getSeverity()).isEqualTo(SEVERITY.ERROR));
            assertThat(JsonSchemas.sarif().errors(sarif)).isEmpty();
        }
        JsonNode run = run(ExampleVerdicts.mixed());
        JsonNode last = run.at("/results/6");
        assertThat(last.get("ruleId").asText()).isEqualTo("gate-undecided");
        assertThat(run.at("/tool/driver/rules")
                        .get(last.get("ruleIndex").asInt())
                        .get("id")
                        .asText())
                .isEqualTo("gate-undecided");
        assertThat(last.at("/message/text").asText())
                .isEqualTo(
                        "secrets: layer 3 ends after 1024 of 4096 bytes; export the image again: the archive is cut");
        assertThat(run(ExampleVerdicts.passing()).get("results"))
                .noneMatch(result -> result.get("ruleId").asText().equals("gate-undecided"));
        assertThat(run(ExampleVerdicts.failing()).get("results"))
                .noneMatch(result -> result.get("ruleId").asText().equals("gate-undecided"));
    }

    /** A viewer that leaves out results of low levels, or whose blocking findings are fixed, must not show a pass. */
    @Test
    void anErrorIsAResultBesideFindingsThatBlock() throws Exception {
        GateResult decided = ExampleVerdicts.vulnerabilities();
        assertThat(decided.findings()).extracting(DecidedFinding::decision).contains(Decision.BLOCKED);
        GateResult stale = new GateResult(
                decided.gate(),
                Outcome.ERROR,
                "the database is 9 days old",
                decided.source(),
                Optional.of(new GateError("the database is 9 days old", "update it")),
                decided.findings());

        assertThat(run(ExampleVerdicts.verdict(List.of(stale), List.of())).get("results"))
                .filteredOn(result -> result.get("ruleId").asText().equals("gate-undecided"))
                .singleElement()
                .satisfies(result -> assertThat(result.at("/message/text").asText())
                        .isEqualTo("vulnerabilities: the database is 9 days old; update it"));
    }

    @Test
    void whatCouldNotBeDecidedIsAnErrorAndNotMild() throws Exception {
        JsonNode run = run(ExampleVerdicts.verdict(List.of(ExampleVerdicts.undecidedVulnerabilities()), List.of()));
        assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
    }

    @Test
    void aRuleIsListedOnceWithItsWorstSeverity() throws Exception {
        JsonNode rules = run(verdict(
                        ExampleVerdicts.libssl("CVE-1", Severity.LOW), ExampleVerdicts.libssl("CVE-1", Severity.HIGH)))
                .at("/tool/driver/rules");
        assertThat(rules).hasSize(1);
        assertThat(rules.at("/0/defaultConfiguration/level").asText()).isEqualTo("error");
    }

    @Test
    void dataCannotMakeALinkInAMessage() throws Exception {
        HardeningFinding lure = new HardeningFinding(
                new RuleId("r"), Severity.LOW, "[click](https://evil.example)", Location.none(), "", "", "");
        assertThat(run(verdict(lure)).at("/results/0/message/text").asText()).doesNotContain("](");
    }

    @ParameterizedTest
    @CsvSource({
        "usr/bin/a b, usr/bin/a%20b",
        "/etc/passwd, etc/passwd",
        "../../etc/./passwd, etc/passwd",
        "//evil.example/x, evil.example/x",
        "shop:1.4, shop%3A1.4",
        "a%2e%2e/b, a%252e%252e/b",
        "é, %C3%A9",
        "'', image",
        "../.., image"
    })
    void aPathIsAReferenceBelowTheImage(String path, String uri) {
        assertThat(SarifLocation.relativeReference(path)).isEqualTo(uri);
    }

    private static Verdict verdict(Finding... findings) {
        return ExampleVerdicts.verdict(
                List.of(new GateResult(
                        GateName.VULNERABILITIES,
                        Outcome.PASS,
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Arrays.stream(findings)
                                .map(finding -> new DecidedFinding(finding, Decision.ALLOWED, ""))
                                .toList())),
                List.of());
    }

    private static JsonNode run(Verdict verdict) throws Exception {
        return new ObjectMapper().readTree(Rendered.text(report(), verdict)).at("/runs/0");
    }

    private static SarifReport report() {
        return new SarifReport(Rendered.TOOL);
    }

    /** The parser logs what it does not understand. */
    private static final class FailingLogger implements ViolationsLogger {
        @Override
        public void log(Level level, String text) {
            if (level.intValue() >= Level.WARNING.intValue()) {
                throw new AssertionError(text);
            }
        }

        @Override
        public void log(Level level, String text, Throwable cause) {
            throw new AssertionError(text, cause);
        }
    }
}
