package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
    @TempDir
    private Path folder;

    private Path org;
    private Path team;

    @BeforeEach
    void write() {
        org = Fixtures.write(
                folder.resolve("org.yaml"), "version: 1\nvulnerabilities:\n  max: {critical: 0, high: 5}\n");
        team = Fixtures.write(folder.resolve("team.yaml"), "version: 1\nvulnerabilities:\n  max: {high: 0}\n");
    }

    @Test
    void whatMergePrintsIsAPolicyThatMeansTheSame() {
        Gate merged = Gate.run("policy", "merge", org, team);
        assertThat(merged.exit()).isEqualTo(ExitCode.PASSED);
        Path single = Fixtures.write(folder.resolve("merged.yaml"), merged.out());
        assertThat(Gate.run("policy", "merge", single).out()).isEqualTo(merged.out());
    }

    @Test
    void aLooserRequestIsRefusedByFileAndLine() {
        Path loose = Fixtures.write(folder.resolve("loose.yaml"), "version: 1\nvulnerabilities:\n  max: {high: 9}\n");
        Gate merged = Gate.run("policy", "merge", org, loose);
        assertThat(merged.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(merged.out()).isEmpty();
        assertThat(merged.err()).contains("loose.yaml:3", "vulnerabilities.max.high=9", "org.yaml", "what to do:");
    }

    @Test
    void eachOfSeveralProblemsHasALineOfItsOwn() {
        Path wrong = Fixtures.write(
                folder.resolve("wrong.yaml"),
                "version: 1\nvulnerabilites: {}\nhardening: {rules: {non-root-usr: off}}\n");
        Gate merged = Gate.run("policy", "merge", wrong);
        assertThat(merged.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(merged.err().lines())
                .hasSize(4)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("error: ").endsWith("wrong.yaml has 2 problems:"),
                        line -> assertThat(line).matches("  \\S*wrong\\.yaml:2: .*did you mean vulnerabilities\\?"),
                        line -> assertThat(line).matches("  \\S*wrong\\.yaml:3: .*did you mean non-root-user\\?"),
                        line -> assertThat(line).startsWith("  what to do: "));
    }

    @Test
    void explainSaysWhichFileDecided() throws Exception {
        Gate text = Gate.run("policy", "explain", org, team);
        assertThat(text.out()).containsPattern("vulnerabilities\\.max\\.high +0 +.*team\\.yaml");
        Gate json = Gate.run("policy", "explain", "--format", "json", org, team);
        assertThat(new ObjectMapper().readTree(json.out()).get("layers")).hasSize(2);
    }

    @Test
    void validatePrintsEveryProblemOfEveryFile() {
        Path wrong = Fixtures.write(
                folder.resolve("wrong.yaml"), "version: 1\nmod: enforce\nvulnerabilities: {max: {hihg: 0}}\n");
        Gate checked = Gate.run("policy", "validate", org, wrong);
        assertThat(checked.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(checked.out()).contains("org.yaml: valid", "wrong.yaml:2", "mod", "wrong.yaml:3", "hihg");
    }

    @Test
    void validateRefusesRulesThatDoNotExist() {
        Path wrong = Fixtures.write(
                folder.resolve("wrong.yaml"), "version: 1\ntaskDefinition:\n  rules: {no-privilegd: on}\n");
        Gate checked = Gate.run("policy", "validate", wrong);
        assertThat(checked.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(checked.out()).contains("wrong.yaml:3", "no-privilegd, did you mean no-privileged?");
    }

    @Test
    void tryTellsWhatAnotherPolicyWouldHaveMadeOfAVerdict() throws Exception {
        Path archive = folder.resolve("shop.tar");
        OciLayout.of(Fixtures.debian().build(), "1.4").writeArchive(archive);
        Path reports = folder.resolve("reports");
        Gate scan = Gate.run(
                "scan", "oci-archive:" + archive, "--osv", Fixtures.osv(folder, "MEDIUM"), "--out", reports, "--quiet");
        assertThat(scan.exit()).as(scan.err()).isEqualTo(ExitCode.PASSED);
        Path stricter =
                Fixtures.write(folder.resolve("stricter.yaml"), "version: 1\nvulnerabilities:\n  max: {medium: 0}\n");

        Gate same = Gate.run("policy", "try", reports.resolve("verdict.json"), "--policy", org);
        Gate tried = Gate.run("policy", "try", reports.resolve("verdict.json"), "--policy", stricter);

        assertThat(same.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(same.out()).contains("PASS -> PASS  0 decisions change");
        assertThat(tried.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(tried.out())
                .containsPattern("CVE-2023-5363 +.*ALLOWED +BLOCKED +stricter.yaml: vulnerabilities.max.medium=0")
                .contains("PASS -> FAIL  1 decisions change");
    }

    @Test
    void tryRefusesWhatIsNoVerdict() {
        assertThat(Gate.run("policy", "try", folder.resolve("gone.json"), "--policy", org)
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        Gate other = Gate.run("policy", "try", org, "--policy", org);
        assertThat(other.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(other.err()).contains("is not a verdict");
    }

    @Test
    void anUnreadablePolicyEndsTheScanWithAUsageError() throws Exception {
        for (Object policy : new Object[] {
            folder.resolve("missing.yaml"),
            folder,
            Files.write(folder.resolve("latin1.yaml"), new byte[] {'#', (byte) 0xe9}),
            Fixtures.write(folder.resolve("broken.yaml"), "version: [1\n"),
            Fixtures.write(folder.resolve("other.yaml"), "version: 2\n")
        }) {
            Gate scan = Gate.run("scan", "oci-archive:whatever.tar", "--policy", policy);
            assertThat(scan.exit()).as("%s", policy).isEqualTo(ExitCode.USAGE);
            assertThat(scan.err()).contains("error: ", "what to do: ");
            assertThat(scan.out()).isEmpty();
        }
    }
}
