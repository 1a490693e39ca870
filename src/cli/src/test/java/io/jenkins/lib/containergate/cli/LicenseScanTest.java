package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseScanTest {
    private static final String LANGUAGE = "packages: language, ";

    @TempDir
    private Path folder;

    private Path policy(String name, String licenses) {
        return Fixtures.write(
                folder.resolve(name + ".yaml"),
                "version: 1\nhardening: {rules: {}}\nlicenses: {" + licenses + "}\nvulnerabilities: {max: {}}\n");
    }

    /** @param declared the member {@code license} of a package.json, as JSON; empty for none */
    private String image(String declared) {
        LayerBuilder modules = layer().file(
                        "app/node_modules/left-pad/package.json",
                        "{\"name\": \"left-pad\", \"version\": \"1.3.0\""
                                + (declared.isEmpty() ? "" : ", \"license\": " + declared) + "}");
        return "docker-archive:"
                + DockerArchive.of(
                                Fixtures.debian()
                                        .layer(modules, "COPY app /app")
                                        .build(),
                                "shop:1.4")
                        .writeTo(folder.resolve("docker.tar"));
    }

    private Gate scan(String declared, Object... more) {
        List<Object> all = new ArrayList<>(List.of("scan", image(declared), "--osv", osv()));
        all.addAll(List.of(more));
        return Gate.run(all.toArray());
    }

    private Path osv() {
        Fixtures.osv(folder, "LOW");
        return Fixtures.write(folder.resolve("osv").resolve("GHSA-0000-0000-0000.json"), """
            {"schema_version": "1.6.0", "id": "GHSA-0000-0000-0000", "modified": "2026-11-20T00:00:00Z", "details": "other",
             "affected": [{"package": {"ecosystem": "npm", "name": "express"},
               "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.0"}]}]}]}
            """)
                .getParent();
    }

    @Test
    void aDeniedClassFailsAndTheVerdictNamesPackageLicenceAndLayerOfThePolicy() {
        Gate denied = scan(
                "\"GPL-3.0-only\"", "--policy", policy("org", LANGUAGE + "deny: [strong-copyleft, network-copyleft]"));
        assertThat(denied.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(denied.out()).contains("denied-license", "left-pad 1.3.0: GPL-3.0-only", "org.yaml: licenses.deny");
    }

    @Test
    void whereThePackageLeavesAChoiceOneAllowedLicenceIsEnough() {
        Path org = policy("org", LANGUAGE + "deny: [strong-copyleft]");
        assertThat(scan("\"(GPL-3.0-only OR MIT)\"", "--policy", org).exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan("\"GPL-3.0-only AND MIT\"", "--policy", org).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan("\"GPL-2.0-only WITH Classpath-exception-2.0\"", "--policy", org)
                        .exit())
                .isEqualTo(ExitCode.PASSED);
    }

    @Test
    void whatIsNotOnTheListOfAllowedLicencesFails() {
        Path org = policy("org", LANGUAGE + "allow: [permissive]");
        assertThat(scan("\"Apache License, Version 2.0\"", "--policy", org).exit())
                .isEqualTo(ExitCode.PASSED);
        Gate unlisted = scan("\"MPL-2.0\"", "--policy", org);
        assertThat(unlisted.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(unlisted.out()).contains("unlisted-license", "org.yaml: licenses.allow");
    }

    @Test
    void anUnknownLicenceIsAnErrorUnlessThePolicyOnlyWantsItReported() {
        for (String unknown :
                List.of("", "\"SEE LICENSE IN terms.txt\"", "\"LicenseRef-acme\"", "\"MIT with Commons Clause\"")) {
            Gate undecided = scan(unknown, "--policy", policy("org", LANGUAGE + "deny: [strong-copyleft]"));
            assertThat(undecided.exit()).as(unknown).isEqualTo(ExitCode.ERROR);
            assertThat(undecided.out()).as(unknown).contains("unknown-license", "left-pad 1.3.0");
            Path report = policy("report", LANGUAGE + "deny: [strong-copyleft], unknown: report");
            Gate reported = scan(unknown, "--policy", report);
            assertThat(reported.exit()).as(unknown).isEqualTo(ExitCode.PASSED);
            assertThat(reported.out()).as(unknown).contains("1 package licence (not known)");
        }
    }

    @Test
    void packagesOfTheDistributionCountUnlessThePolicyLeavesThemOut() {
        assertThat(scan("\"MIT\"", "--policy", policy("org", "allow: [permissive]"))
                        .exit())
                .isEqualTo(ExitCode.ERROR);
        Gate language = scan("\"MIT\"", "--policy", policy("org", LANGUAGE + "allow: [permissive]"));
        assertThat(language.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(language.out()).contains("of the distribution: org.yaml: licenses.packages");
    }

    @Test
    void anInnerLayerDeniesMoreAndAllowsNoMore() {
        Path org = policy("org", LANGUAGE + "allow: [permissive, weak-copyleft], deny: [MPL-1.1]");
        Path team = Fixtures.write(folder.resolve("team.yaml"), "version: 1\nlicenses: {deny: [MIT]}\n");
        assertThat(scan("\"MIT\"", "--policy", org).exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan("\"MIT\"", "--policy", org, "--policy", team).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan("\"MPL-1.1\"", "--policy", org, "--policy", team).exit())
                .isEqualTo(ExitCode.FAILED);
        for (String loose : List.of("allow: [strong-copyleft]", "unknown: report", "packages: language")) {
            Path looser = Fixtures.write(folder.resolve("loose.yaml"), "version: 1\nlicenses: {" + loose + "}\n");
            Path strict = policy("strict", "allow: [permissive]");
            assertThat(scan("\"MIT\"", "--policy", strict, "--policy", looser).exit())
                    .as(loose)
                    .isNotEqualTo(ExitCode.PASSED);
        }
    }

    @Test
    void aWaiverNamesThePackageAndEndsWithItsLicence() {
        String waiver = "waivers: [{rule: denied-license, package: 'pkg:npm/left-pad', owner: legal, reason: bought,"
                + " expires: 2027-01-31}]\n";
        Path org = Fixtures.write(
                folder.resolve("waived.yaml"),
                "version: 1\nvulnerabilities: {max: {}}\nlicenses: {packages: language, deny: [strong-copyleft]}\n"
                        + waiver);
        assertThat(scan("\"GPL-3.0-only\"", "--policy", org).exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan("\"odd\"", "--policy", org).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void everyReportNamesTheLicence() throws IOException {
        Path out = folder.resolve("reports");
        scan("\"GPL-3.0-only\"", "--policy", policy("org", LANGUAGE + "deny: [strong-copyleft]"), "--out", out);
        for (String report : List.of("verdict.json", "report.html", "report.sarif", "junit.xml", "sbom.cdx.json")) {
            assertThat(Files.readString(out.resolve(report))).as(report).contains("GPL-3.0-only");
        }
    }

    /** A Go program holds the names of its modules, and no licences. */
    @Test
    void aGoModuleIsAnUnknownThatEveryReportNamesAndThePolicyDecidesOn() throws IOException {
        Path sbom = Fixtures.write(folder.resolve("go.cdx.json"), """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              {"type": "library", "name": "github.com/acme/pad", "version": "v1.3.0",
               "purl": "pkg:golang/github.com/acme/pad@v1.3.0"}]}
            """);
        Path data = Fixtures.write(folder.resolve("osv").resolve("GO-2026-0001.json"), """
            {"schema_version": "1.6.0", "id": "GO-2026-0001", "modified": "2026-11-20T00:00:00Z", "details": "other",
             "affected": [{"package": {"ecosystem": "Go", "name": "example.org/other"},
               "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]}
            """)
                .getParent();
        Path out = folder.resolve("go");
        String named =
                "github.com/acme/pad v1.3.0: no licence declared: Go programs do not hold those of their modules";
        for (String unknown : List.of("undecided", "report")) {
            Path org = Fixtures.write(
                    folder.resolve(unknown + ".yaml"),
                    "version: 1\n"
                            + "vulnerabilities: {max: {}, sboms: instead}\n"
                            + "licenses: {deny: [strong-copyleft], unknown: "
                            + unknown + "}\n");
            Gate scan = Gate.run("scan", "sbom:" + sbom, "--osv", data, "--policy", org, "--out", out);

            assertThat(scan.exit())
                    .as(scan.out())
                    .isEqualTo(unknown.equals("report") ? ExitCode.PASSED : ExitCode.ERROR);
            for (String report : List.of("verdict.json", "report.html", "report.sarif", "junit.xml")) {
                assertThat(Files.readString(out.resolve(report)))
                        .as(report)
                        .contains(named)
                        .contains("unknown-license");
            }
        }
    }

    @Test
    void licencesOfAnSbomAreEvaluated() {
        Path sbom = Fixtures.write(folder.resolve("app.cdx.json"), """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              {"type": "library", "name": "left-pad", "version": "1.3.0", "purl": "pkg:npm/left-pad@1.3.0",
               "licenses": [{"expression": "AGPL-3.0-only AND MIT"}]}]}
            """);
        Path org = Fixtures.write(
                folder.resolve("sbom.yaml"),
                "version: 1\nvulnerabilities: {max: {}, sboms: instead}\nlicenses: {deny: [network-copyleft]}\n");
        Path partly = Fixtures.write(folder.resolve("partly.cdx.json"), """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              {"type": "library", "name": "left-pad", "version": "1.3.0", "purl": "pkg:npm/left-pad@1.3.0",
               "licenses": [{"license": {"id": "MIT"}}, {"license": {"text": {"content": "and this as well"}}}]}]}
            """);
        assertThat(Gate.run("scan", "sbom:" + partly, "--osv", osv(), "--policy", org)
                        .exit())
                .as("a licence without a name applies, too")
                .isEqualTo(ExitCode.ERROR);
        Gate denied = Gate.run("scan", "sbom:" + sbom, "--osv", osv(), "--policy", org);
        assertThat(denied.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(denied.out()).contains("denied-license", "AGPL-3.0-only");
    }

    /** What is attested is evaluated again later: the licence that is denied may be the last of many, or of a long text. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSbomOfAScanLeavesNoLicenceOut(boolean many) {
        StringBuilder licenses = new StringBuilder();
        for (int i = 100; many && i < 200; i++) {
            licenses.append("{\"license\": {\"name\": \"AAA-").append(i).append("\"}}, ");
        }
        licenses.append("{\"license\": {\"name\": \"MIT")
                .append(many ? "" : " and MIT".repeat(1_100))
                .append(" and GPL-3.0-only\"}}");
        Path sbom = Fixtures.write(
                folder.resolve("app.cdx.json"),
                "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [{\"type\": \"library\","
                        + " \"name\": \"left-pad\", \"version\": \"1.3.0\", \"purl\": \"pkg:npm/left-pad@1.3.0\","
                        + " \"licenses\": [" + licenses + "]}]}");
        Path out = folder.resolve("out");
        Path org = Fixtures.write(
                folder.resolve("report.yaml"),
                "version: 1\nhardening: {rules: {}}\nvulnerabilities: {max: {}, sboms: instead}\n"
                        + "licenses: {deny: [GPL-3.0-only], unknown: report}\n");
        Gate scan = Gate.run("scan", "sbom:" + sbom, "--osv", osv(), "--policy", org, "--out", out);
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.FAILED);

        Gate again = Gate.run("scan", "sbom:" + out.resolve("sbom.cdx.json"), "--osv", osv(), "--policy", org);

        assertThat(again.exit()).as(again.out()).isEqualTo(ExitCode.FAILED);
        assertThat(again.out()).contains("denied-license");
    }

    @Test
    void aLicenceThatNobodyKnowsIsAFaultOfThePolicy() {
        Gate wrong = scan("\"MIT\"", "--policy", policy("org", "deny: [GPL-3.0]"));
        assertThat(wrong.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).contains("licenses.deny[0]", "write GPL-3.0-only");
    }

    private Gate debian(String copyright, Path policy) {
        String image = "docker-archive:"
                + DockerArchive.of(
                                Fixtures.debian()
                                        .layer(
                                                layer().file("usr/share/doc/libssl3/copyright", copyright),
                                                "COPY doc /usr/share/doc")
                                        .build(),
                                "shop:1.4")
                        .writeTo(folder.resolve("debian.tar"));
        return Gate.run("scan", image, "--osv", osv(), "--policy", policy);
    }

    @Test
    void aPackageOfDebianIsEvaluatedByItsCopyrightFile() {
        String files = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n"
                + "Files: *\nCopyright: 2026 Ada\nLicense: ";
        Path org = policy("org", "deny: [strong-copyleft]");
        Gate denied = debian(files + "Expat or Apache-2.0, and GPL-3+\n", org);
        assertThat(denied.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(denied.out()).contains("denied-license", "(Expat or Apache-2.0) AND (GPL-3+)");
        assertThat(debian(files + "Expat\n", org).exit()).isEqualTo(ExitCode.PASSED);
        Gate text = debian("Copyright Ada. See /usr/share/common-licenses/Apache-2.0\n", org);
        assertThat(text.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(text.out()).contains("unknown-license", "see usr/share/doc/libssl3/copyright");
    }
}
