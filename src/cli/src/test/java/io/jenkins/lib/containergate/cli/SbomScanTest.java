package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SBOMs in the place of an image, and beside one. */
class SbomScanTest {
    private static final String OPENSSL =
            "pkg:deb/debian/libssl3@3.0.11-1~deb12u1?arch=amd64&distro=debian-12&upstream=openssl";
    private final BuiltImage image = Fixtures.debian().build();

    @TempDir
    private Path folder;

    private String archive;
    private Path osv;

    @BeforeEach
    void prepare() {
        archive = "docker-archive:" + DockerArchive.of(image, "shop:1.4").writeTo(folder.resolve("docker.tar"));
        osv = Fixtures.osv(folder, "CRITICAL");
    }

    /** @param components in JSON */
    private static String cycloneDx(String components) {
        return """
            {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [
              {"type": "operating-system", "name": "debian", "version": "12"}%s]}
            """.formatted(components.isEmpty() ? "" : ", " + components);
    }

    private static String component(String name, String version, String purl) {
        return "{\"type\": \"library\", \"name\": \"%s\", \"version\": \"%s\", \"purl\": \"%s\"}"
                .formatted(name, version, purl);
    }

    private static String openssl() {
        return component("libssl3", "3.0.11-1~deb12u1", OPENSSL);
    }

    private static String harmless() {
        return component("libzed1", "1.0-1", "pkg:deb/debian/libzed1@1.0-1?arch=amd64&distro=debian-12&upstream=zed");
    }

    private Gate alone(String sbom, Object... more) {
        return scan("sbom:" + Fixtures.write(folder.resolve("sbom.json"), sbom), more);
    }

    private Gate beside(String sbom, Object... more) {
        Object[] all = new Object[more.length + 2];
        all[0] = "--sbom";
        all[1] = Fixtures.write(folder.resolve("sbom.json"), sbom);
        System.arraycopy(more, 0, all, 2, more.length);
        return scan(archive, all);
    }

    private Gate scan(String subject, Object... more) {
        Object[] all = new Object[more.length + 4];
        all[0] = "scan";
        all[1] = subject;
        all[2] = "--osv";
        all[3] = osv;
        System.arraycopy(more, 0, all, 4, more.length);
        return Gate.run(all);
    }

    @Test
    void aForbiddenVulnerabilityOfWhatAnSbomNamesFailsAndNamesItsFix() {
        Gate scan = alone(cycloneDx(openssl()));
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2023-5363", "libssl3", "BLOCKED");
    }

    @Test
    void anSbomWithoutVulnerabilityPassesAndTheVerdictSaysWhatWasNotEvaluated() {
        Gate scan = alone(cycloneDx(harmless()));
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("no image was read", "1 SBOM", "hardening rules", "no layer, file or secret");
    }

    @Test
    void vulnerabilitiesThatTheSbomNamesItselfAreSaidNotToCount() {
        String named =
                ", \"vulnerabilities\": [{\"id\": \"CVE-2026-1\", \"ratings\": [{\"severity\": \"critical\"}]}]}";
        Gate scan = alone(cycloneDx(harmless()).strip().replaceFirst("}$", named));
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("1 vulnerability (named by the SBOM", "--report");
    }

    @Test
    void aPackageThatTheDistributionDidNotBuildIsUndecidedInItsSbomToo() {
        osv = Fixtures.osv(folder, "LOW");
        String node = component(
                "nodejs", "20.11.0-1nodesource1", "pkg:deb/debian/nodejs@20.11.0-1nodesource1?distro=debian-12");
        for (Gate scan :
                List.of(alone(cycloneDx(harmless() + ", " + node)), beside(cycloneDx(harmless() + ", " + node)))) {
            assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
            assertThat(scan.out())
                    .contains("WARNED", "1 package built by NodeSource, not by debian", "nodejs 20.11.0-1nodesource1");
        }
        Gate harmless = alone(cycloneDx(harmless()));
        assertThat(harmless.exit()).as(harmless.out()).isEqualTo(ExitCode.PASSED);
        assertThat(harmless.out()).contains("1 package origin (the SBOM does not tell who built them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"publisher\": \"Docker <support@docker.com>\" | docker.com",
                "\"supplier\": {\"name\": \"Docker <support@docker.com>\"} | docker.com",
                "\"supplier\": {\"name\": \"Docker\", \"contact\": [{\"email\": \"support@docker.com\"}]} | docker.com",
                "\"supplier\": {\"name\": \"HashiCorp\"} | HashiCorp",
                "\"manufacturer\": {\"name\": \"HashiCorp\"} | HashiCorp",
                "\"publisher\": \"Debian Zed <zed@lists.debian.org>\" | ",
                "\"publisher\": \"Debian\" | ",
                "\"supplier\": {\"name\": \"\"}, \"publisher\": \"Someone <someone@university.example>\" | "
            })
    void thePackageOfAnotherSupplierIsUndecidedInCycloneDx(String supplier, String vendor) {
        String zed = harmless().replace("{\"type\"", "{" + supplier + ", \"type\"");
        assertVendor(cycloneDx(zed), vendor);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"supplier\": \"Organization: Docker (support@docker.com)\" | docker.com",
                "\"supplier\": \"Person: Docker <support@docker.com>\" | docker.com",
                "\"supplier\": \"NOASSERTION\", \"originator\": \"Person: Docker (support@docker.com)\" | docker.com",
                "\"supplier\": \"Organization: HashiCorp\" | HashiCorp",
                "\"supplier\": \"Person: Zed (zed@lists.debian.org)\", \"originator\": \"Organization: Upstream\" | ",
                "\"supplier\": \"Organization: Debian\" | ",
                "\"supplier\": \"NOASSERTION\" | "
            })
    void thePackageOfAnotherSupplierIsUndecidedInSpdx(String supplier, String vendor) {
        assertVendor("""
            {"spdxVersion": "SPDX-2.3", "name": "shop", "packages": [
              {"SPDXID": "SPDXRef-os", "name": "debian", "versionInfo": "12", "primaryPackagePurpose": "OPERATING-SYSTEM"},
              {"SPDXID": "SPDXRef-1", "name": "libzed1", "versionInfo": "1.0-1", %s,
               "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                                 "referenceLocator": "pkg:deb/debian/libzed1@1.0-1?distro=debian-12&upstream=zed"}]}]}
            """.formatted(supplier), vendor);
    }

    private void assertVendor(String sbom, String vendor) {
        osv = Fixtures.osv(folder, "LOW");
        for (Gate scan : List.of(alone(sbom), beside(sbom))) {
            assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
            if (vendor == null) {
                assertThat(scan.out()).doesNotContain("package-of-another-vendor");
            } else {
                assertThat(scan.out())
                        .contains("WARNED", "1 package built by " + vendor + ", not by debian", "libzed1 1.0-1");
            }
        }
    }

    @Test
    void anSbomsPackageOfALaterReleaseIsUndecided() {
        osv = Fixtures.osv(folder, "LOW");
        String later = component(
                "libzed1", "1.0-1+deb13u1", "pkg:deb/debian/libzed1@1.0-1%2Bdeb13u1?distro=debian-12&upstream=zed");
        for (Gate scan : List.of(alone(cycloneDx(later)), beside(cycloneDx(later)))) {
            assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.ERROR);
            assertThat(scan.out()).contains("sbom-contradiction", "is of a later release than debian 12");
        }
    }

    @Test
    void spdxIsReadAsCycloneDxIs() {
        String spdx = """
            {"spdxVersion": "SPDX-2.3", "name": "shop", "packages": [
              {"SPDXID": "SPDXRef-os", "name": "debian", "versionInfo": "12", "primaryPackagePurpose": "OPERATING-SYSTEM"},
              {"SPDXID": "SPDXRef-1", "name": "libssl3", "versionInfo": "3.0.11-1~deb12u1",
               "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "%s"}]}]}
            """.formatted(OPENSSL);
        Gate scan = alone(spdx);
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2023-5363", "SPDX 2.3");
    }

    @Test
    void theSbomOfAnImageIsJudgedAsTheImageIs() throws IOException {
        Path out = folder.resolve("reports");
        Gate scanned = scan(archive, "--out", out);
        Gate again = scan("sbom:" + out.resolve("sbom.cdx.json"), "--out", folder.resolve("again"));

        assertThat(again.exit()).isEqualTo(scanned.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(components(folder.resolve("again/sbom.cdx.json")))
                .isEqualTo(components(out.resolve("sbom.cdx.json")));
    }

    private static String components(Path sbom) throws IOException {
        String text = Files.readString(sbom);
        return text.substring(text.indexOf("operating-system"));
    }

    @Test
    void whatAnImageLeftUnreadIsLeftOpenByItsSbom() {
        String gap = """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"properties": [
              {"name": "container-gate:gaps", "value": "%s"},
              {"name": "container-gate:gap", "value": "unreadable-archive: Archive cannot be read (app/shop.war)"}]},
             "components": [{"type": "operating-system", "name": "debian", "version": "12"}, %s]}
            """;
        Gate scan = alone(gap.formatted("1", harmless()));
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("unreadable-archive", "app/shop.war");
        assertThat(alone(gap.formatted("2", harmless())).out()).contains("sbom-incomplete");
    }

    @Test
    void aComponentWithoutPackageUrlOrVersionOrOfAKindThatIsNotReadIsAnErrorThatNamesIt() {
        for (String component : new String[] {
            "{\"type\": \"library\", \"name\": \"mystery\", \"version\": \"1\"}",
            "{\"type\": \"application\", \"name\": \"mystery\"}",
            "{\"type\": \"library\", \"name\": \"mystery\", \"purl\": \"pkg:npm/mystery\"}",
            "{\"type\": \"wonder\", \"name\": \"mystery\"}",
            component("mystery", "1", "pkg:conan/mystery@1"),
            component("mystery", "1", "mystery@1"),
        }) {
            Gate scan = alone(cycloneDx(harmless() + ", " + component));
            assertThat(scan.exit()).as(component).isEqualTo(ExitCode.ERROR);
            assertThat(scan.out()).contains("sbom-component-unidentified", "mystery");
        }
    }

    @Test
    void aComponentInsideAnotherCounts() {
        String nested = "{\"type\": \"application\", \"name\": \"outer\", \"version\": \"1\", \"purl\":"
                + " \"pkg:deb/debian/outer@1?upstream=outer\", \"components\": [" + openssl() + "]}";
        assertThat(alone(cycloneDx(nested)).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void packagesOfADistributionWithoutTheirSourcesAreAnErrorAndNotHealthy() {
        Gate scan = alone(cycloneDx(
                component("libssl3", "3.0.11-1~deb12u1", "pkg:deb/debian/libssl3@3.0.11-1~deb12u1?distro=debian-12")));
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("sbom-source-package-unknown");
    }

    @Test
    void anSbomThatContradictsItselfIsAnError() {
        for (String component : new String[] {
            component("libzed1", "9.9-9", "pkg:deb/debian/libzed1@1.0-1?upstream=zed"),
            component("libzed1", "1.0-1", "pkg:deb/ubuntu/libzed1@1.0-1?upstream=zed"),
            component("libzed1", "1.0-1", "pkg:deb/debian/libzed1@1.0-1?upstream=zed&distro=debian-11"),
            component("libzed1", "1.0-1", "pkg:apk/alpine/libzed1@1.0-1?upstream=zed"),
            "{\"type\": \"operating-system\", \"name\": \"ubuntu\", \"version\": \"24.04\"}"
        }) {
            Gate scan = alone(cycloneDx(harmless() + ", " + component));
            assertThat(scan.exit()).as(component).isEqualTo(ExitCode.ERROR);
            assertThat(scan.out()).contains("sbom-contradiction");
        }
    }

    @Test
    void anSbomWithoutPackagesAndOneThatCallsItselfIncompleteAreErrors() {
        assertThat(alone(cycloneDx("")).out()).contains("no-packages-found");
        assertThat(alone(cycloneDx("")).exit()).isEqualTo(ExitCode.ERROR);
        String incomplete = cycloneDx(harmless())
                .replace("\"components\"", "\"compositions\": [{\"aggregate\": \"incomplete\"}], \"components\"");
        assertThat(alone(incomplete).exit()).isEqualTo(ExitCode.ERROR);
        assertThat(alone(incomplete).out()).contains("sbom-incomplete");
    }

    @Test
    void whatIsNoSbomIsAnErrorWhereverItIsCut() {
        String whole = cycloneDx(harmless()).strip();
        for (int length = 0; length < whole.length(); length += 37) {
            assertThat(alone(whole.substring(0, length)).exit())
                    .as("after " + length)
                    .isEqualTo(ExitCode.ERROR);
        }
        for (String other : new String[] {
            "{}",
            "[]",
            "null",
            whole.replace("1.5", "1.1"),
            "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.3\"}",
            whole.replace("CycloneDX", "SPDX"),
            "{\"spdxVersion\": \"SPDX-2.1\", \"packages\": []}",
            "{\"spdxVersion\": \"SPDX-2.3\"}"
        }) {
            assertThat(alone(other).exit()).as(other).isEqualTo(ExitCode.ERROR);
        }
        assertThat(scan("sbom:" + folder.resolve("absent.json")).exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void hardeningThatAPolicyDemandsIsNotPassedByAnSbom() {
        for (String demand : new String[] {"profile: cis-docker", "rules: {no-setuid-files: on}"}) {
            Path policy = Fixtures.write(folder.resolve("org.yaml"), "version: 1\nhardening: {" + demand + "}\n");
            Gate scan = alone(cycloneDx(harmless()), "--policy", policy);
            assertThat(scan.exit()).as(demand).isEqualTo(ExitCode.ERROR);
            assertThat(scan.out()).contains("an SBOM does not say how an image is built");
        }
    }

    @Test
    void aPolicyCanDemandTheImage() {
        Path policy = Fixtures.write(folder.resolve("org.yaml"), "version: 1\nvulnerabilities: {sboms: beside}\n");
        Gate scan = alone(cycloneDx(harmless()), "--policy", policy);
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("vulnerabilities.sboms=beside", "--sbom");
    }

    @Test
    void aVerdictOnAnSbomHasNoDigestEvenIfTheSbomNamesOne() {
        String named = cycloneDx(harmless())
                .replace("\"components\"", """
                    "metadata": {"component": {"type": "container", "name": "shop", "version": "%s"}}, "components"\
                    """.formatted(image.configDigest()).strip());
        Gate scan = alone(named, "--format", "json");
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("says it is about shop").doesNotContain(image.configDigest());
    }

    @Test
    void anSbomBesideAnImageOnlyAdds() {
        osv = Fixtures.osv(folder, "LOW");
        Gate added = beside(cycloneDx(harmless()));
        assertThat(added.exit()).as(added.out() + added.err()).isEqualTo(ExitCode.PASSED);
        osv = Fixtures.osv(folder, "CRITICAL");
        assertThat(beside(cycloneDx(harmless())).exit()).isEqualTo(ExitCode.FAILED);
        Path instead = Fixtures.write(folder.resolve("org.yaml"), "version: 1\nvulnerabilities: {sboms: instead}\n");
        assertThat(beside(cycloneDx(harmless()), "--policy", instead).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void whatAnSbomNamesBesideAnImageCounts() {
        String other = "pkg:deb/debian/libssl-dev@3.0.11-1~deb12u1?arch=amd64&distro=debian-12&upstream=openssl";
        Gate scan = beside(cycloneDx(component("libssl-dev", "3.0.11-1~deb12u1", other)));
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("libssl-dev", "sbom.json");
        Gate unknown = beside(cycloneDx("{\"type\": \"library\", \"name\": \"mystery\"}"));
        // the vulnerable package of the image stays forbidden, whatever the unknown one is
        assertThat(unknown.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(unknown.out()).contains("mystery", "and 1 not decided");
    }

    @Test
    void theVerdictSaysThatLibrariesOfAnotherDistributionWereNotCompared() {
        String wheel = "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.4\", \"components\": ["
                + "{\"type\": \"library\", \"name\": \"libgfortran\", \"version\": \"8.5.0-22.el8_10\","
                + " \"purl\": \"pkg:rpm/almalinux/libgfortran@8.5.0-22.el8_10\"}]}";
        String wheels = "docker-archive:"
                + DockerArchive.of(
                                Fixtures.debian()
                                        .layer(layer().file("srv/auditwheel.cdx.json", wheel), "COPY srv /srv")
                                        .build(),
                                "shop:1.4")
                        .writeTo(folder.resolve("wheels.tar"));
        assertThat(scan(wheels).out())
                .contains("not evaluated: 1 package of another distribution or release (named by SBOMs in the image")
                .doesNotContain("libgfortran");
    }

    @Test
    void anSbomOfAnotherImageOrSystemIsAnErrorBesideAnImage() {
        String named = cycloneDx(harmless()).replace("\"components\"", """
            "metadata": {"component": {"type": "container", "name": "shop", "version": "%s"}}, "components"\
            """.strip());
        osv = Fixtures.osv(folder, "LOW");
        assertThat(beside(named.formatted(image.configDigest())).exit()).isEqualTo(ExitCode.PASSED);
        Gate other = beside(named.formatted("sha256:" + "a".repeat(64)));
        assertThat(other.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(other.out()).contains("sbom-of-another-image");
        Gate system = beside(cycloneDx("").replace("\"12\"", "\"11\""));
        assertThat(system.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(system.out()).contains("sbom-contradiction");
    }

    @Test
    void otherCommandsSayThatTheyNeedAnImage() {
        Gate run = Gate.run("run", "sbom:" + Fixtures.write(folder.resolve("sbom.json"), cycloneDx(harmless())));
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("gate scan sbom:");
        assertThat(scan("sbom:x.json", "--sbom", "y.json").exit()).isEqualTo(ExitCode.USAGE);
    }
}
