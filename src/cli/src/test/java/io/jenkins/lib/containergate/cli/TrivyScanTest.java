package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import io.jenkins.lib.containergate.testkit.trivy.FakeTrivy;
import io.jenkins.lib.containergate.testkit.trivy.TrivyFlaw;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrivyScanTest {
    @TempDir
    private Path folder;

    private FakeTrivy trivy;
    private String archive;

    @BeforeEach
    void prepare() throws Exception {
        archive = "docker-archive:"
                + DockerArchive.of(Fixtures.debian().build(), "shop:1.4").writeTo(folder.resolve("docker.tar"));
        trivy = FakeTrivy.start().version("""
            {"Version": "0.74.0", "VulnerabilityDB": {"Version": 2, "UpdatedAt": "2026-11-24T06:00:00Z"}}\
            """);
    }

    @AfterEach
    void stop() {
        trivy.close();
    }

    private FakeTrivy knowing(String severity) {
        return trivy.knows(
                "libssl3", "3.0.11-1~deb12u1", TrivyFlaw.fixed("CVE-2023-5363", severity, "3.0.11-1~deb12u2"));
    }

    @Test
    void aForbiddenVulnerabilityFailsAndNamesItsFix() {
        knowing("HIGH");
        Gate scan = Gate.run("scan", archive, "--trivy", trivy.address());
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2023-5363", "libssl3", "3.0.11-1~deb12u2", "BLOCKED");
    }

    @Test
    void whatThePolicyAllowsPassesAndTheVerdictNamesTheServersDatabase() {
        knowing("LOW");
        Gate scan = Gate.run("scan", archive, "--trivy", trivy.address(), "--format", "json");
        assertThat(scan.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("\"trivy\"", "\"0.74.0\"", "2026-11-24T06:00:00Z");
    }

    @Test
    void anOldDatabaseIsAnError() {
        knowing("LOW");
        Path policy =
                Fixtures.write(folder.resolve("team.yaml"), "version: 1\nvulnerabilities: {databaseMaxAge: 3h}\n");
        Gate scan = Gate.run("scan", archive, "--trivy", trivy.address(), "--policy", policy);
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("databaseMaxAge");
    }

    @Test
    void anEmptyDatabaseIsAnErrorNotAPass() {
        Gate scan = Gate.run("scan", archive, "--trivy", trivy.address());
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("no-vulnerability-data");
    }

    @Test
    void theTokenIsReadFromItsFileAndNeverPrinted() {
        knowing("HIGH").token("open-sesame");
        Path token = Fixtures.write(folder.resolve("token"), "open-sesame\n");
        Gate scan = Gate.run("scan", archive, "--trivy", trivy.address(), "--trivy-token-file", token);
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);

        trivy.token("another");
        Gate refused =
                Gate.run("scan", archive, "--trivy", trivy.address(), "--trivy-token-file", token, "--out", folder);
        assertThat(refused.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(refused.out()).contains("refused the token");
        assertThat(refused.out() + refused.err()).doesNotContain("sesame");
        assertThat(folder.resolve("verdict.json")).content().doesNotContain("sesame");
    }

    @Test
    void aTokenFileThatIsNotThereIsAnError() {
        Gate scan =
                Gate.run("scan", archive, "--trivy", trivy.address(), "--trivy-token-file", folder.resolve("nothing"));
        assertThat(scan.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(scan.err()).contains("there is no file", "--trivy-token-file");
    }

    @Test
    void aServerThatIsGoneIsAnErrorWithinTheDeadline() {
        Object address = trivy.address();
        trivy.close();
        Gate scan = Gate.run("scan", archive, "--trivy", address, "--deadline", "2s");
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("the Trivy server " + address);
    }

    @Test
    void theNextServerAnswersForOneThatCannot() throws Exception {
        try (FakeTrivy broken = FakeTrivy.start().version("{}")) {
            knowing("HIGH");
            Gate scan = Gate.run("scan", archive, "--trivy", broken.address(), "--trivy", trivy.address());
            assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void aPrivateAuthorityIsTrustedWhenItIsNamed() throws Exception {
        ServerIdentity identity = ServerIdentity.valid(folder);
        try (FakeTrivy secure = FakeTrivy.start(identity.context())) {
            secure.knows("libssl3", "3.0.11-1~deb12u1", TrivyFlaw.fixed("CVE-2023-5363", "HIGH", "3.0.11-1~deb12u2"));
            Path authority = Fixtures.write(folder.resolve("ca.pem"), identity.pem());
            assertThat(Gate.run("scan", archive, "--trivy", secure.address(), "--trivy-ca", authority)
                            .exit())
                    .isEqualTo(ExitCode.FAILED);
            Gate distrusting = Gate.run("scan", archive, "--trivy", secure.address());
            assertThat(distrusting.exit()).isEqualTo(ExitCode.ERROR);
            assertThat(distrusting.out()).contains("is not trusted", "trust the authority that issued it");
        }
    }

    @Test
    void twoKindsOfSourcesAreAUsageErrorAndOfflineIsAnError() {
        assertThat(Gate.run("scan", archive, "--trivy", trivy.address(), "--osv-api")
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Gate.run("scan", archive, "--trivy", trivy.address(), "--offline")
                        .exit())
                .isEqualTo(ExitCode.ERROR);
        assertThat(trivy.requests()).isEmpty();
    }
}
