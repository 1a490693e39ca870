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

    /** Whoever controls the scanner controls what it reports. */
    @Test
    void aReportOfATrivyThatAttackersPublishedIsAnError() {
        String report = trivy(image.configDigest(), looked(), "").replace("0.74.0", "0.69.4");
        Gate scan = scan(report);
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("0.69.4", "CVE-2026-33634");
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

    /** Grype names a flaw by each of its databases, and tells which CVE the others are about. */
    @Test
    void aMilderMentionOfTheSameFlawHidesNoWorseOne() {
        String fixed = """
            {"vulnerability": {"id": "GHSA-xwcq-pm8m-c4vf", "severity": "Medium",
               "fix": {"versions": ["3.0.11-1~deb12u2"], "state": "fixed"}},
             "relatedVulnerabilities": [{"id": "CVE-2023-5363"}],
             "artifact": {"name": "libssl3", "version": "3.0.11-1~deb12u1", "purl": "%s",
               "locations": [{"path": "/var/lib/dpkg/status"}]}}\
            """.formatted(PURL);
        String critical = fixed.replace("GHSA-xwcq-pm8m-c4vf", "CVE-2023-5363")
                .replace("Medium", "Critical")
                .replace("\"3.0.11-1~deb12u2\"", "")
                .replace("\"fixed\"", "\"not-fixed\"");
        String report = grype(image.configDigest(), "ignoredMatches", "Negligible");
        for (String both : new String[] {fixed + "," + critical, critical + "," + fixed}) {
            Gate scan = scan(report.replace("\"matches\": []", "\"matches\": [" + both + "]"));
            assertThat(scan.exit()).as(scan.out() + scan.err()).isEqualTo(ExitCode.FAILED);
            assertThat(scan.out()).contains("CRITICAL  CVE-2023-5363");
        }
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

    /** Trivy writes the same when it looked for secrets or licences alone, or for vulnerabilities of another severity. */
    @Test
    void aReportWithoutASingleVulnerabilityIsAnErrorNotAPass() {
        Gate scan = scan(trivy(image.configDigest(), looked(), ""));
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("not-in-report", "not a single vulnerability", "--scanners vuln");
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
                "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"Trivy\"}}}]}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"results\": []}, {\"results\": []}]}",
                "{\"version\": \"2.0.0\", \"runs\": [{\"results\": []}]}",
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

    /** @param more keys of the vulnerability, with a comma before */
    private String cycloneDx(String imageId, String severity, String recommendation, String more) {
        return """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {
               "timestamp": "2026-11-24T05:00:00Z", "tools": {"components": [{"name": "trivy", "version": "0.74.0"}]},
               "component": {"type": "container", "name": "shop", "properties": [
                 {"name": "aquasecurity:trivy:ImageID", "value": "%s"}]}},
             "components": [{"bom-ref": "a", "name": "libssl3", "version": "3.0.11-1~deb12u1", "purl": "%s"}],
             "vulnerabilities": [{"id": "CVE-2023-5363", "source": {"name": "debian"}, "recommendation": "%s",
               "ratings": [{"source": {"name": "nvd"}, "severity": "critical"},
                           {"source": {"name": "debian"}, "severity": "%s"}],
               "affects": [{"ref": "a"}]%s}]}
            """.formatted(imageId, PURL, recommendation, severity, more);
    }

    private static final String FIX = "Upgrade libssl3 to version 3.0.11-1~deb12u2";

    @Test
    void aForbiddenVulnerabilityOfACycloneDxReportFailsAndNamesItsFix() {
        Gate scan = scan(cycloneDx(image.configDigest(), "high", FIX, ""));
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2023-5363", "HIGH", "libssl3", "3.0.11-1~deb12u2", "BLOCKED");
    }

    @Test
    void aCycloneDxReportIsJudgedByTheRatingOfWhoeverPublishedTheFlaw() {
        Gate scan = scan(cycloneDx(image.configDigest(), "low", FIX, ""), "--format", "json");
        assertThat(scan.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("\"trivy-report\"", "2026-11-24T05:00:00Z");
    }

    @Test
    void whatACycloneDxReportCallsHarmlessIsJudgedAndSaysWhoSaidSo() {
        String harmless = ", \"analysis\": {\"state\": \"not_affected\", \"justification\": \"code_not_reachable\"}";
        Gate scan = scan(cycloneDx(image.configDigest(), "high", FIX, harmless), "--format", "json");
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("(not_affected, code_not_reachable, says the report)");
    }

    @Test
    void aCycloneDxInventoryWithoutVulnerabilitiesIsAnErrorNotAPass() {
        String report = cycloneDx(image.configDigest(), "high", FIX, "");
        int list = report.indexOf("\"vulnerabilities\"");
        Gate scan = scan(report.substring(0, list) + "\"vulnerabilities\": []}");
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("without a single vulnerability");
    }

    @Test
    void aCycloneDxReportOfAnotherImageIsAnError() {
        assertThat(scan(cycloneDx("sha256:" + "b".repeat(64), "low", FIX, "")).exit())
                .isEqualTo(ExitCode.ERROR);
        assertThat(scan(cycloneDx("", "low", FIX, "")).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aCycloneDxVulnerabilityOfNothingListedIsAnError() {
        String report = cycloneDx(image.configDigest(), "low", FIX, "");
        assertThat(scan(report.replace("\"ref\": \"a\"", "\"ref\": \"b\"")).exit())
                .isEqualTo(ExitCode.ERROR);
        assertThat(scan(report.replace("{\"ref\": \"a\"}", "")).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void whatMayHaveAFixCountsWhereOnlyTheFixableDoes() {
        Path policy = Fixtures.write(folder.resolve("team.yaml"), "version: 1\nvulnerabilities: {onlyFixable: true}\n");
        String told = cycloneDx(image.configDigest(), "high", "", "");
        assertThat(scan(told, "--policy", policy).exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan(told.replace("\"trivy\"", "\"other\""), "--policy", policy)
                        .exit())
                .isEqualTo(ExitCode.FAILED);
        assertThat(scan(cycloneDx(image.configDigest(), "high", "see the advisory", ""), "--policy", policy)
                        .exit())
                .isEqualTo(ExitCode.FAILED);
    }

    private String sarif(String imageId, String message, String properties) {
        return """
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Trivy", "version": "0.74.0", "rules": [
                {"id": "CVE-2023-5363", "shortDescription": {"text": "truncated keys"}, "properties": {%s}}]}},
               "properties": {"imageID": "%s", "repoDigests": null},
               "results": [{"ruleId": "CVE-2023-5363", "ruleIndex": 0, "level": "note", "message": {"text": "%s"},
                 "suppressions": [{"kind": "external", "status": "accepted"}]}]}]}
            """.formatted(properties, imageId, message);
    }

    private static final String MESSAGE = "Package: libssl3\\nInstalled Version: 3.0.11-1~deb12u1\\n"
            + "Vulnerability CVE-2023-5363\\nSeverity: HIGH\\nFixed Version: 3.0.11-1~deb12u2\\nLink: none";

    @Test
    void aForbiddenVulnerabilityOfASarifReportFailsAlsoWhenTheScannerSuppressedIt() {
        Gate scan = scan(sarif(image.configDigest(), MESSAGE, "\"security-severity\": \"7.5\""));
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2023-5363", "HIGH", "libssl3", "3.0.11-1~deb12u2", "BLOCKED");
    }

    @Test
    void aSarifResultIsAsBadAsItsScoreAndUnknownWithoutOne() {
        Path policy = Fixtures.write(folder.resolve("team.yaml"), "version: 1\nvulnerabilities: {max: {unknown: 0}}\n");
        assertThat(scan(sarif(image.configDigest(), MESSAGE, "\"security-severity\": \"3.9\""), "--policy", policy)
                        .exit())
                .isEqualTo(ExitCode.PASSED);
        for (String none : new String[] {"", "\"security-severity\": \"0.0\"", "\"security-severity\": \"high\""}) {
            assertThat(scan(sarif(image.configDigest(), MESSAGE, none), "--policy", policy)
                            .exit())
                    .as(none)
                    .isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void aSarifResultThatNamesNoPackageIsAnErrorNotLeftOut() {
        Gate scan = scan(sarif(image.configDigest(), "something is wrong", ""));
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("names no package");
    }

    @Test
    void aSarifReportOfAnotherImageOrWithoutResultsIsAnError() {
        assertThat(scan(sarif("sha256:" + "b".repeat(64), MESSAGE, "")).exit()).isEqualTo(ExitCode.ERROR);
        Gate empty = scan("""
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Trivy"}}, "results": [],
              "properties": {"imageID": "%s"}}]}
            """.formatted(image.configDigest()));
        assertThat(empty.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(empty.out()).contains("not-in-report");
    }

    @Test
    void aSarifReportInTheWayOfGrypeIsReadByItsPackageUrls() {
        String report = """
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "grype", "version": "0.90.0", "rules": [
                {"id": "CVE-2023-5363-libssl3", "properties": {"security-severity": "9.1", "purls": ["%s"]}}]}},
               "results": [{"ruleId": "CVE-2023-5363-libssl3", "message": {"text": "A critical vulnerability"},
                 "locations": [{"logicalLocations": [{"fullyQualifiedName": "shop@%s:/var/lib/dpkg/status"}]}]}]}]}
            """.formatted(PURL, image.configDigest());
        Gate scan = scan(report);
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2023-5363", "CRITICAL", "libssl3").doesNotContain("CVE-2023-5363-libssl3");
        assertThat(scan(report.replace(image.configDigest(), "sha256:" + "c".repeat(64)))
                        .exit())
                .isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aReportBesideASourceOnlyAdds() {
        Path osv = Fixtures.osv(folder, "LOW");
        assertThat(scan(trivy(image.configDigest(), "", ""), "--osv", osv).exit())
                .isEqualTo(Gate.run("scan", archive, "--osv", osv).exit());
        Gate both =
                scan(trivy(image.configDigest(), "", flaw("CRITICAL").replace("2023-5363", "2023-9999")), "--osv", osv);
        assertThat(both.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(both.out()).contains("CVE-2023-9999");
        assertThat(scan(trivy("sha256:" + "a".repeat(64), looked(), ""), "--osv", osv)
                        .exit())
                .isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aPolicyCanDemandASourceBesideTheReport() {
        Path policy = Fixtures.write(folder.resolve("org.yaml"), "version: 1\nvulnerabilities: {reports: beside}\n");
        Gate scan = scan(trivy(image.configDigest(), looked(), flaw("LOW")), "--policy", policy);
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("vulnerabilities.reports=beside", "--osv");
    }

    @Test
    void twoSourcesBesideAReportAreRefused() {
        assertThat(scan(trivy(image.configDigest(), looked(), ""), "--osv-api", "--osv", folder)
                        .exit())
                .isEqualTo(ExitCode.USAGE);
    }
}
