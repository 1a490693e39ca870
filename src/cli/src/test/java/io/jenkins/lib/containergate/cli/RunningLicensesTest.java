package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The licences of what runs are compared with the lists of today, from the SBOM that was attested then. */
class RunningLicensesTest extends RunningShop {
    private static final String DENIED = "licenses: {packages: language, deny: [strong-copyleft]}";
    private static final String RULE = "running-licenses-allowed";

    @Override
    BuiltImage image() {
        return Fixtures.debian()
                .layer(
                        Fixtures.debianLayer()
                                .file(
                                        "app/node_modules/parser/package.json",
                                        "{\"name\": \"parser\", \"version\": \"1.0.0\", \"license\": \"GPL-3.0-only\"}")
                                .file(
                                        "app/node_modules/silent/package.json",
                                        "{\"name\": \"silent\", \"version\": \"1.0.0\", \"license\": \"MIT\"}"),
                        "COPY app /app")
                .build();
    }

    /** Without data on npm, the packages of the application would be undecided. */
    @BeforeEach
    void data() {
        Fixtures.write(folder.resolve("osv").resolve("GHSA-0000-0000-0000.json"), """
                {"schema_version": "1.6.0", "id": "GHSA-0000-0000-0000", "modified": "2026-11-20T00:00:00Z", "details": "other",
                 "affected": [{"package": {"ecosystem": "npm", "name": "express"},
                   "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.0"}]}]}]}
                """);
    }

    private Path out(String command) {
        Path out = folder.resolve(command);
        gate(
                Gate.NOW,
                command,
                "--cluster",
                "prod",
                "--osv",
                Fixtures.osv(folder, "LOW"),
                "--policy",
                policy,
                "--out",
                out);
        return out;
    }

    private JsonNode drift() throws IOException {
        return new ObjectMapper().readTree(Files.readString(out("drift").resolve("verdict.json")));
    }

    private JsonNode cell() throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(out("posture").resolve("posture.json")))
                .at("/clusters/0/workloads/0/controls/licensed");
    }

    private static List<String> rules(JsonNode verdict) {
        return verdict.findValuesAsText("rule");
    }

    @Test
    void aLicenceThatIsDeniedSinceTheDeploymentFailsDriftAndItsColumnOfThePosture() throws IOException {
        pass();
        runs();
        assertThat(drift().get("outcome").asText()).isEqualTo("PASS");
        assertThat(cell().get("outcome").asText()).isEqualTo("NOT_APPLICABLE");

        policy = policy(DENIED);
        JsonNode verdict = drift();
        assertThat(verdict.get("outcome").asText()).isEqualTo("FAIL");
        assertThat(verdict.toString())
                .contains(RULE, "denied-license: parser 1.0.0: GPL-3.0-only")
                .doesNotContain("silent 1.0.0");
        assertThat(rules(verdict)).doesNotContain("running-no-new-vulnerabilities");

        JsonNode cell = cell();
        assertThat(cell.get("outcome").asText()).isEqualTo("FAIL");
        assertThat(cell.at("/reasons/0/text").asText()).contains("parser 1.0.0");
        for (String report : List.of("posture.html", "posture.csv")) {
            assertThat(Files.readString(folder.resolve("posture").resolve(report)))
                    .as(report)
                    .contains("licences", RULE);
        }
    }

    @Test
    void licencesThatAreAllowedHold() throws IOException {
        pass();
        runs();
        policy = policy("licenses: {packages: language, deny: [network-copyleft]}");
        assertThat(rules(drift())).doesNotContain(RULE);
        assertThat(cell().get("outcome").asText()).isEqualTo("PASS");
    }

    /** Of the distribution's package no licence is known. */
    @Test
    void aLicenceThatIsNotKnownIsUndecided() throws IOException {
        pass();
        runs();
        policy = policy("licenses: {packages: all, deny: [network-copyleft]}");
        JsonNode verdict = drift();
        assertThat(verdict.get("outcome").asText()).isEqualTo("FAIL");
        assertThat(rules(verdict)).contains(RULE);
        assertThat(cell().get("outcome").asText()).isEqualTo("ERROR");
    }

    @Test
    void withoutAnAttestedInventoryItIsSaid() throws IOException {
        Path reports = folder.resolve("reports");
        gate(
                Gate.NOW.minus(Duration.ofDays(1)),
                "scan",
                tagged(),
                "--osv",
                Fixtures.osv(folder, "LOW"),
                "--policy",
                policy,
                "--out",
                reports);
        attestAlone(reports, Gate.NOW.minus(Duration.ofDays(1)));
        runs();
        policy = policy(DENIED);
        JsonNode verdict = drift();
        assertThat(verdict.get("outcome").asText()).isEqualTo("FAIL");
        assertThat(rules(verdict)).contains(RULE);
        JsonNode cell = cell();
        assertThat(cell.get("outcome").asText()).isEqualTo("ERROR");
        assertThat(cell.get("counts").asBoolean()).isTrue();
        assertThat(cell.at("/reasons/0/text").asText()).contains("no SBOM that its verdict names is attached");
    }

    @Test
    void theRuleOffIsNoPassOfTheColumn() throws IOException {
        pass();
        runs();
        policy = policy(DENIED + "\ndrift: {rules: {" + RULE + ": off}}");
        assertThat(rules(drift())).doesNotContain(RULE);
        JsonNode cell = cell();
        assertThat(cell.get("outcome").asText()).isEqualTo("ERROR");
        assertThat(cell.get("counts").asBoolean()).isFalse();
        assertThat(cell.at("/reasons/0/text").asText()).contains(RULE + " off");
    }

    @Test
    void anImageWithoutAVerdictHasNoKnownLicences() throws IOException {
        runs();
        policy = policy(DENIED);
        JsonNode cell = cell();
        assertThat(cell.get("outcome").asText()).isEqualTo("ERROR");
        assertThat(cell.at("/reasons/0/text").asText()).contains("no verdict that counts includes the gate licenses");
    }
}
