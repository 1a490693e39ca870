package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports of other scanners in place of a source of one's own. */
class ReportScanTest {
    private static final String PURL = "pkg:deb/debian/libssl3@3.0.11-1~deb12u1?arch=amd64&distro=debian-12";
    private final BuiltImage image = Fixtures.debian().build();

    @TempDir
    private Path folder;

    private String archive;

    @BeforeEach
    void prepare() {
        archive = "docker-archive:" + DockerArchive.of(image, "shop:1.4").writeTo(folder.resolve("docker.tar"));
    }

    private String trivy(String imageId, String packages, String vulnerabilities) {
        return """
            {"SchemaVersion": 2, "Trivy": {"Version": "0.74.0"}, "CreatedAt": "2026-11-24T06:00:00.5+01:00",
             "ArtifactName": "shop:1.4", "ArtifactType": "container_image", "Metadata": {"ImageID": "%s"},
             "Results": [{"Target": "shop (debian 12)", "Class": "os-pkgs", "Type": "debian",
               "Packages": [%s], "Vulnerabilities": [%s]}]}
            """.formatted(imageId, packages, vulnerabilities);
    }

    private static String flaw(String severity) {
        return """
            {"VulnerabilityID": "CVE-2023-5363", "PkgName": "libssl3", "PkgIdentifier": {"PURL": "%s"},
             "InstalledVersion": "3.0.11-1~deb12u1", "FixedVersion": "3.0.11-1~deb12u2", "Status": "fixed",
             "Severity": "%s", "SeveritySource": "debian", "Title": "truncated keys"}\
            """.formatted(PURL, severity);
    }

    private static String looked() {
        return "{\"Name\": \"libssl3\", \"Identifier\": {\"PURL\": \"" + PURL + "\"}}";
    }

    private String grype(String imageId, String list, String severity) {
        return """
            {"matches": [], "%s": [{"vulnerability": {"id": "CVE-2023-5363", "severity": "%s",
                "fix": {"versions": ["3.0.11-1~deb12u2"], "state": "fixed"}},
               "artifact": {"name": "libssl3", "version": "3.0.11-1~deb12u1", "purl": "%s",
                "locations": [{"path": "/var/lib/dpkg/status"}]}}],
             "source": {"type": "image", "target": {"imageID": "%s"}},
             "descriptor": {"name": "grype", "version": "0.90.0", "db": {"status": {"built": "2026-11-24T01:00:00Z"}}}}
            """.formatted(list, severity, PURL, imageId);
    }

    private Gate scan(String report, Object... more) {
        Object[] arguments = new Object[4 + more.length];
        arguments[0] = "scan";
        arguments[1] = archive;
        arguments[2] = "--report";
        arguments[3] = Fixtures.write(folder.resolve("report.json"), report);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Gate.run(arguments);
    }

    @Test
    void aForbiddenVulnerabilityOfATrivyReportFailsAndNamesItsFix() {
        Gate scan = scan(trivy(image.configDigest(), looked(), flaw("HIGH")));
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2023-5363", "libssl3", "3.0.11-1~deb12u2", "BLOCKED");
    }

    @Test
    void whatThePolicyAllowsPassesAndTheVerdictNamesTheScanner() {
        Gate scan = scan(trivy(image.configDigest(), looked(), flaw("LOW")), "--format", "json");
        assertThat(scan.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("\"trivy-report\"", "\"0.74.0\"", "2026-11-24T05:00:00.500Z");
    }

    @Test
    void whatGrypeWasToldToIgnoreIsJudged() {
        assertThat(scan(grype(image.configDigest(), "ignoredMatches", "Critical"))
                        .exit())
                .isEqualTo(ExitCode.FAILED);
        assertThat(scan(grype(image.configDigest(), "ignoredMatches", "Negligible"))
                        .exit())
                .isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aSeverityThatNobodyKnowsIsUnknownAndNotMild() {
        Path policy = Fixtures.write(folder.resolve("team.yaml"), "version: 1\nvulnerabilities: {max: {unknown: 0}}\n");
        Gate scan = scan(trivy(image.configDigest(), looked(), flaw("HARMLESS")), "--policy", policy);
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("UNKNOWN");
    }

    @Test
    void aReportOfAnotherImageIsAnError() {
        Gate scan = scan(trivy("sha256:" + "a".repeat(64), looked(), ""));
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("is not about this image", image.configDigest());
    }

    @Test
    void aReportThatNamesNoImageIsAnError() {
        assertThat(scan(trivy("", looked(), "")).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aReportThatListsNoPackageOfAKindTheImageHasIsAnErrorNotAPass() {
        Gate scan = scan(trivy(image.configDigest(), "", ""));
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("not-in-report", "deb packages");
    }

    @Test
    void anOldReportIsAnError() {
        Path policy =
                Fixtures.write(folder.resolve("team.yaml"), "version: 1\nvulnerabilities: {databaseMaxAge: 3h}\n");
        Gate scan = scan(trivy(image.configDigest(), looked(), flaw("LOW")), "--policy", policy);
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("databaseMaxAge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{\"bomFormat\": \"CycloneDX\"}",
                "{\"version\": \"2.1.0\", \"runs\": []}",
                "{\"SchemaVersion\": 2, \"ArtifactName\": \"shop\"}",
                "{\"SchemaVersion\": 1, \"ArtifactName\": \"shop\", \"Results\": []}",
                "{\"matches\": {}, \"descriptor\": {\"name\": \"grype\"}}"
            })
    void whatIsNoReportThatSaysEnoughIsAnError(String report) {
        assertThat(scan(report).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aReportThatIsCutOffIsAnErrorWhereverItIsCut() {
        String whole = trivy(image.configDigest(), looked(), flaw("LOW")).strip();
        for (int length = 1; length < whole.length(); length += 97) {
            assertThat(scan(whole.substring(0, length)).exit())
                    .as("after " + length)
                    .isEqualTo(ExitCode.ERROR);
        }
    }

    @Test
    void aVulnerabilityWithoutAPackageIsAnErrorAndNotLeftOut() {
        assertThat(scan(trivy(image.configDigest(), looked(), "{\"VulnerabilityID\": \"CVE-2023-5363\"}"))
                        .exit())
                .isEqualTo(ExitCode.ERROR);
    }

    @Test
    void twoSourcesAreRefused() {
        assertThat(scan(trivy(image.configDigest(), looked(), ""), "--osv-api").exit())
                .isEqualTo(ExitCode.USAGE);
    }
}
