package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.aws.FakeScans;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.osv.OsvExportFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ECR and Amazon Inspector found decides, alone and beside another source. */
class AwsScansTest {
    private static final String OPENSSL =
            "{\"name\": \"libssl3\", \"version\": \"3.0.11\", \"release\": \"1~deb12u1\"%s}";

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    @TempDir
    private Path folder;

    private final BuiltImage image = Fixtures.debian().build();
    private FakeScans scans;
    private Path archive;

    @BeforeEach
    void prepare() throws Exception {
        archive = OciLayout.of(image, "1.4").writeArchive(folder.resolve("app.tar"));
        scans = FakeScans.of(image.manifestDigest());
        properties.aws(scans.address().toString(), "hidden-value");
    }

    @AfterEach
    void stop() {
        scans.close();
    }

    private Gate scan(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "scan", "oci-archive:" + archive, "--ecr-repository", FakeScans.repository(), "--data", folder));
        words.addAll(Arrays.asList(more));
        return Gate.run(words.toArray());
    }

    private FakeScans inspector(String severity, String fix) {
        return scans.inspector("ACTIVE", "SUCCESSFUL").finding("CVE-2024-1", severity, "", OPENSSL.formatted(fix));
    }

    @Test
    void whatEcrFoundInThisDigestFailsAndNamesThePackage() {
        scans.ecr("COMPLETE", "CVE-2024-1", "CRITICAL", "openssl", "3.0.11-1~deb12u1");
        Gate scan = scan("--ecr", "--format", "json");
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2024-1", "pkg:deb/debian/libssl3@3.0.11-1", "\"ecr\"");
    }

    @Test
    void whatInspectorFoundFailsAndSaysWhereTheImageIsInUse() {
        inspector("HIGH", ", \"fixedInVersion\": \"3.0.11-1~deb12u2\"");
        Gate scan = scan("--inspector");
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2024-1", "3.0.11-1~deb12u2", "inspector", "in use by 4");
    }

    @Test
    void aScanWithoutAFindingThatIsForbiddenPasses() {
        inspector("LOW", "");
        assertThat(scan("--inspector").exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scans.calls()).containsExactly("/coverage/list", "/findings/list");
    }

    @Test
    void twoSourcesAreOneListWithBothNames() {
        inspector("HIGH", "");
        scans.finding("CVE-2023-5363", "HIGH", "", OPENSSL.formatted(", \"fixedInVersion\": \"3.0.11-1~deb12u2\""));
        Gate both = scan("--inspector", "--osv", Fixtures.osv(folder, "HIGH"), "--format", "json");
        assertThat(both.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(both.out()).contains("\"osv and inspector\"").containsOnlyOnce("\"rule\": \"CVE-2023-5363\"");
    }

    @Test
    void noneOfTwoSourcesExcusesWhatTheOtherFound() {
        scans.inspector("ACTIVE", "SUCCESSFUL");
        assertThat(scan("--inspector", "--osv", Fixtures.osv(folder, "HIGH")).exit())
                .isEqualTo(ExitCode.FAILED);
        inspector("HIGH", "");
        assertThat(scan("--inspector", "--osv", Fixtures.osv(folder, "LOW")).exit())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aPermissionThatIsMissingIsNamed() {
        Gate denied = scan("--ecr");
        assertThat(denied.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(denied.out()).contains("ecr:DescribeImageScanFindings");
        Gate beside = scan("--inspector", "--osv", Fixtures.osv(folder, "LOW"));
        assertThat(beside.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(beside.out()).contains("inspector2:ListCoverage").doesNotContain("hidden-value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "UNSUPPORTED_IMAGE", "SCAN_ELIGIBILITY_EXPIRED", "IMAGE_ARCHIVED", "ACTIVE"})
    void aScanThatIsNoneIsAnErrorAlsoBesideASourceThatPasses(String status) {
        scans.ecr(status, "CVE-2024-1", "LOW", "openssl", "3.0.11-1~deb12u1");
        assertThat(scan("--ecr").exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan("--ecr", "--osv", Fixtures.osv(folder, "LOW")).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aScanThatIsStillRunningAtTheDeadlineIsAnError() {
        scans.ecr("IN_PROGRESS", "CVE-2024-1", "LOW", "openssl", "3.0.11-1~deb12u1");
        Gate scan = scan("--ecr", "--deadline", "5s");
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("has not finished scanning", "IN_PROGRESS", "--deadline");
    }

    @Test
    void anImageThatIsNotInEcrIsAnError() {
        Gate scan = Gate.run("scan", "oci-archive:" + archive, "--ecr");
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("push the image to ECR");
        assertThat(scans.calls()).isEmpty();
    }

    @Test
    void optionsThatContradictEachOtherAreUsageErrors() {
        assertThat(scan("--ecr", "--inspector").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(scan().exit()).isEqualTo(ExitCode.USAGE);
        Gate offline = scan("--ecr", "--offline");
        assertThat(offline.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scans.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', 29, 0", "'', 31, 3", "'vulnerabilities: {databaseMaxAge: 3650d}', 31, 3"})
    void aBasicScanOfEcrIsAnErrorWhenItIsOldAndTheOnlySource(String setting, int days, int exit) throws Exception {
        scans.ecr(
                Instant.parse("2026-11-24T12:00:00Z").minus(Duration.ofDays(days)),
                "COMPLETE",
                "CVE-2024-1",
                "LOW",
                "openssl",
                "3.0.11-1~deb12u1");
        Path policy = Fixtures.write(folder.resolve("org.yaml"), "version: 1\n" + setting + "\n");
        Gate alone = scan("--ecr", "--policy", policy);
        assertThat(alone.exit()).as(alone.out()).isEqualTo(exit);
        if (exit == ExitCode.ERROR) {
            assertThat(alone.out()).contains("more than 30 days ago", "aws ecr start-image-scan");
        }
        assertThat(scan("--ecr", "--osv", Fixtures.osv(folder, "LOW"), "--policy", policy)
                        .exit())
                .isEqualTo(ExitCode.PASSED);
    }

    @Test
    void fetchedDataAreAskedBesideTheScannersOfAws() throws Exception {
        Path record = Fixtures.osv(folder, "CRITICAL").resolve("DEBIAN-CVE-2023-5363.json");
        Path zip = Files.createDirectories(folder.resolve("osv")).resolve("Debian.zip");
        Files.write(zip, OsvExportFiles.zip(Map.of("DEBIAN-CVE-2023-5363.json", Files.readAllBytes(record))));
        inspector("LOW", "");
        Gate scan = scan("--inspector", "--format", "json");
        assertThat(scan.exit()).as(scan.out() + scan.err()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2023-5363", "and inspector");
    }

    @Test
    void anOldScanIsAnErrorWhereThePolicyLimitsTheAge() {
        inspector("LOW", "");
        Path policy =
                Fixtures.write(folder.resolve("org.yaml"), "version: 1\nvulnerabilities: {databaseMaxAge: 59m}\n");
        assertThat(scan("--inspector", "--policy", policy).exit()).isEqualTo(ExitCode.ERROR);
    }
}
