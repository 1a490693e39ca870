package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.Lie;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import io.jenkins.lib.containergate.testkit.osv.FakeOsvApi;
import io.jenkins.lib.containergate.testkit.osv.OsvJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path archive;
    private Path osv;

    @BeforeEach
    void prepare() {
        archive = OciLayout.of(Fixtures.debian().build(), "1.0").writeArchive(folder.resolve("app.tar"));
        osv = Fixtures.osv(folder, "HIGH");
    }

    @Test
    void aForbiddenVulnerabilityFailsAndNamesItsFix() {
        Gate scan = scan(archive);
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out())
                .contains("CVE-2023-5363", "libssl3", "3.0.11-1~deb12u1", "3.0.11-1~deb12u2", "BLOCKED")
                .contains("built-in: vulnerabilities.max.high=0");
        assertThat(lastLine(scan.out())).startsWith("FAIL  1 high  sha256:");
    }

    @Test
    void theVerdictIsPrintedInTheFormatsOfOthers() throws Exception {
        assertThat(scan(archive, "--format", "markdown").out())
                .startsWith("### container-gate: FAIL")
                .contains("| HIGH | CVE\\-2023\\-5363 |");
        assertThat(JSON.readTree(scan(archive, "--format", "sarif").out())
                        .at("/runs/0/results/0/ruleId")
                        .asText())
                .isEqualTo("CVE-2023-5363");
        assertThat(JSON.readTree(scan(archive, "--format", "cyclonedx").out())
                        .path("bomFormat")
                        .asText())
                .isEqualTo("CycloneDX");
        Gate junit = scan(archive, "--format", "junit");
        assertThat(junit.out()).startsWith("<?xml").contains("<testsuite");
        assertThat(junit.exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void whatThePolicyAllowsPasses() {
        Path policy = Fixtures.write(
                folder.resolve("team.yaml"), "version: 1\nvulnerabilities: {max: {critical: 0, high: 1}}\n");
        assertThat(scan(archive, "--policy", policy).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aDockerArchiveIsJudgedByItsImageIdAndSaysSo() {
        Path docker = DockerArchive.of(Fixtures.debian().build(), "shop:1.4").writeTo(folder.resolve("docker.tar"));
        Gate scan = Gate.run("scan", "docker-archive:" + docker, "--osv", osv);
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("evaluated by image ID");
    }

    @Test
    void twoScansOfTheSameArchiveGiveTheSameBytes() throws Exception {
        scan(archive, "--out", folder.resolve("first"));
        scan(archive, "--out", folder.resolve("second"));
        for (String report :
                new String[] {"verdict.json", "report.html", "report.sarif", "junit.xml", "sbom.cdx.json"}) {
            assertThat(folder.resolve("second").resolve(report))
                    .hasSameBinaryContentAs(folder.resolve("first").resolve(report));
        }
    }

    @Test
    void onlyTimesDifferBetweenTwoScansAtDifferentTimes() throws Exception {
        JsonNode early =
                verdict(Gate.runAt(Gate.NOW, "scan", "oci-archive:" + archive, "--osv", osv, "--format", "json"));
        JsonNode late = verdict(Gate.runAt(
                Gate.NOW.plusSeconds(3600), "scan", "oci-archive:" + archive, "--osv", osv, "--format", "json"));
        assertThat(early).isNotEqualTo(late);
        ((com.fasterxml.jackson.databind.node.ObjectNode) early).remove("judgedAt");
        ((com.fasterxml.jackson.databind.node.ObjectNode) late).remove("judgedAt");
        assertThat(early).isEqualTo(late);
    }

    @Test
    void atEveryPlaceWhereAnArchiveIsCutOffTheScanIsAnErrorWithAWayOut() throws Exception {
        byte[] whole = Files.readAllBytes(archive);
        for (int length = 0; length < whole.length - 1024; length += Math.max(1, whole.length / 23)) {
            Path cut = Files.write(folder.resolve("cut.tar"), Arrays.copyOf(whole, length));
            Gate scan = scan(cut, "--out", folder.resolve("reports"));
            assertThat(scan.exit()).as("cut at %d", length).isEqualTo(ExitCode.ERROR);
            assertThat(lastLine(scan.out().replaceAll("(?m)^reports: .*\n", "")))
                    .startsWith("ERROR");
            assertThat(JSON.readTree(folder.resolve("reports/verdict.json").toFile())
                            .get("outcome")
                            .asText())
                    .isEqualTo("ERROR");
        }
    }

    @ParameterizedTest
    @EnumSource(Lie.class)
    void anImageThatLiesAboutItselfIsAnError(Lie lie) {
        Path lying = OciLayout.of(Fixtures.debian().lie(lie).build(), "1.0").writeArchive(folder.resolve("lie.tar"));
        Gate scan = scan(lying);
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        if (lie.name().endsWith("_DIGEST") || lie == Lie.DIFF_ID) {
            assertThat(scan.out()).contains(Lie.WRONG_DIGEST);
        }
    }

    /** containerd runs an image that no index lists whatever its configuration calls the operating system. */
    @Test
    void anImageThatCallsItselfOneOfWindowsAndHoldsLinuxIsJudgedAsLinux() {
        ImageBuilder linux = Fixtures.debian().platform("windows", "amd64").user("0");
        Gate scan = scan(OciLayout.of(linux.build(), "1").writeArchive(folder.resolve("windows.tar")));
        assertThat(scan.out()).contains("non-root-user");
    }

    /** Layers of Windows have all their files below Files; on Linux that is a directory like any other. */
    @ParameterizedTest
    @CsvSource({"0755, 0, true", "0644, 0, false", "0644, 0711, true"})
    void aProgramForLinuxInAnImageOfWindowsIsAnErrorWhereLinuxCanStartIt(
            String mode, String linkMode, boolean undecided) {
        byte[] program = new byte[128];
        ByteBuffer.wrap(program)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1})
                .putShort(16, (short) 2);
        LayerBuilder files = layer().file(
                        "Files/app/node_modules/left-pad/package.json", "{\"name\":\"left-pad\",\"version\":\"1.3.0\"}")
                .entry(TarEntry.file("Files/app/server", Content.of(program)).withMode(Integer.parseInt(mode, 8)))
                .entry(TarEntry.of('1', "Files/app/link")
                        .withLinkTarget("Files/app/server")
                        .withMode(Integer.parseInt(linkMode, 8)));
        ImageBuilder windows = ImageBuilder.image()
                .layer(files)
                .platform("windows", "amd64")
                .user("ContainerUser")
                .healthCheck("CMD", "health.exe");
        String record = OsvJson.record("GHSA-1")
                .affected("npm", "left-pad")
                .versions("1.2.0")
                .json();
        Path npm = Fixtures.write(folder.resolve("npm/GHSA-1.json"), record).getParent();
        Path image = OciLayout.of(windows.build(), "1").writeArchive(folder.resolve("windows.tar"));
        Gate scan = Gate.run("scan", "oci-archive:" + image, "--osv", npm);
        assertThat(scan.exit()).isEqualTo(undecided ? ExitCode.ERROR : ExitCode.PASSED);
        assertThat(scan.out().contains("contradictory-operating-system")).isEqualTo(undecided);
    }

    /** Go's reader of JSON, unlike Java's comparison without case, takes neither for an i. */
    @ParameterizedTest
    @ValueSource(strings = {"conf\u0131g", "conf\u0130g"})
    void aUserThatNoRuntimeFindsIsNoUser(String name) {
        ImageBuilder root = Fixtures.debian().changeConfig(config -> config.set(name, config.remove("config")));
        Gate scan = scan(OciLayout.of(root.build(), "1").writeArchive(folder.resolve("root.tar")));
        assertThat(scan.out()).contains("non-root-user");
    }

    @Test
    void anUnknownOperatingSystemIsAnErrorNotAPass() {
        ImageBuilder unknown = ImageBuilder.image()
                .layer(layer().file("etc/os-release", "ID=plan9\nVERSION_ID=4\n")
                        .file("var/lib/dpkg/status", "Package: rc\nStatus: install ok installed\nVersion: 1\n"))
                .user("10001");
        Gate scan = scan(OciLayout.of(unknown.build(), "1").writeArchive(folder.resolve("unknown.tar")));
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("plan9");
    }

    @Test
    void anImageInWhichNothingIsFoundIsAnErrorNotAPass() {
        ImageBuilder empty =
                ImageBuilder.image().layer(layer().file("app/server", "?")).user("10001");
        Gate scan = scan(OciLayout.of(empty.build(), "1").writeArchive(folder.resolve("none.tar")));
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void packagesTheDataKnowsNothingOfAreUndecidedAndNoPass() {
        ImageBuilder node = Fixtures.debian()
                .layer(layer().file(
                                "app/node_modules/left-pad/package.json",
                                "{\"name\":\"left-pad\",\"version\":\"1.3.0\"}"));
        Gate scan = scan(OciLayout.of(node.build(), "1").writeArchive(folder.resolve("node.tar")));
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).containsIgnoringCase("npm");
    }

    @Test
    void withoutASourceOfflineVulnerabilitiesAreAnErrorAndTheOtherGatesAreEvaluated() {
        Gate run = Gate.run("run", "oci-archive:" + archive, "--offline");
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out())
                .contains("vulnerabilities  ERROR  there is no vulnerability source that works offline", "--osv")
                .containsOnlyOnce("ERROR  there is no vulnerability source")
                .contains("hardening  PASS", "secrets  PASS");
    }

    @Test
    void aFileThatIsNoImageIsSaidOnceForAllGates() {
        Path text = Fixtures.write(folder.resolve("notes.tar"), "no archive");
        Gate run = Gate.run("run", "docker-archive:" + text, "--offline", "--osv", Fixtures.osv(folder, "LOW"));
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out())
                .containsOnlyOnce("vulnerabilities, hardening, secrets  ERROR  ")
                .containsOnlyOnce("remedy:");
    }

    @Test
    void aDirectoryWhereAFileIsNamedIsSaidInWords() {
        Path osv = Fixtures.osv(folder, "LOW");
        for (String option : List.of("--report", "--policy", "--kev", "--epss", "--baseline", "--end-of-life")) {
            Gate run = Gate.run("scan", "oci-archive:" + archive, "--offline", "--osv", osv, option, folder);
            assertThat(run.exit()).as(option).isIn(ExitCode.USAGE, ExitCode.ERROR);
            assertThat(run.out() + run.err())
                    .as(option)
                    .contains("it is a directory")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void anSbomWithoutASourceOfflineIsAnError() {
        Path sbom = Fixtures.write(folder.resolve("sbom.cdx.json"), """
            {"bomFormat":"CycloneDX","specVersion":"1.5","components":[
             {"type":"library","name":"left-pad","version":"1.3.0","purl":"pkg:npm/left-pad@1.3.0"}]}
            """);
        Gate scan = Gate.run("scan", "sbom:" + sbom, "--offline");
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("there is no vulnerability source that works offline");
    }

    @Test
    void withoutASourceTheOsvApiIsAsked() throws Exception {
        OsvJson record = OsvJson.record("DEBIAN-CVE-2023-5363")
                .upstream("CVE-2023-5363")
                .rating("CRITICAL")
                .affected("Debian:12", "openssl", "ECOSYSTEM", "introduced", "0", "fixed", "3.0.11-1~deb12u2");
        try (FakeOsvApi api = FakeOsvApi.start().matching("Debian:12", "openssl", "3.0.11-1~deb12u1", record)) {
            Gate scan = Gate.run("scan", "oci-archive:" + archive, "--osv-api-url", api.address());
            assertThat(scan.exit()).as(scan.out() + scan.err()).isEqualTo(ExitCode.FAILED);
            assertThat(scan.out()).contains("CVE-2023-5363", "3.0.11-1~deb12u2");
        }
    }

    @Test
    void anOsvApiThatIsDownIsAnErrorNotAPass() throws Exception {
        FakeOsvApi api = FakeOsvApi.start();
        api.close();
        Gate scan = Gate.run("scan", "oci-archive:" + archive, "--osv-api-url", api.address(), "--deadline", "20s");
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void anEmptyVulnerabilityDatabaseIsAnErrorNotAPass() throws Exception {
        Path nothing = Files.createDirectory(folder.resolve("nothing"));
        Gate scan = Gate.run("scan", "oci-archive:" + archive, "--osv", nothing);
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("nothing");
    }

    @Test
    void everyPlatformOfAnImageIsJudged() throws Exception {
        Path index = OciLayout.of(
                        OciIndex.index()
                                .image(Fixtures.debian()
                                        .platform("linux", "amd64")
                                        .build())
                                .image(Fixtures.debian()
                                        .platform("linux", "arm64")
                                        .build()),
                        "1.0")
                .writeArchive(folder.resolve("index.tar"));
        Gate both = scan(index, "--out", folder.resolve("reports"), "--format", "json");
        assertThat(verdict(both)).hasSize(2);
        assertThat(folder.resolve("reports/linux-amd64/verdict.json")).exists();
        assertThat(folder.resolve("reports/linux-arm64/report.html")).exists();

        Gate one = scan(index, "--platform", "linux/arm64", "--format", "json");
        assertThat(verdict(one).at("/subject/platform").asText()).isEqualTo("linux/arm64");
        assertThat(scan(index, "--platform", "linux/s390x").out()).contains("linux/amd64", "linux/arm64");
        assertThat(scan(index, "--platform", "linux/s390x").exit()).isEqualTo(ExitCode.ERROR);
    }

    /** Docker loads the one half or the other, depending on where it keeps images. */
    @Test
    void anArchiveWhoseTwoHalvesHoldDifferentImagesIsAnError() throws Exception {
        BuiltImage clean = Fixtures.debian().label("half", "docker").build();
        BuiltImage other = Fixtures.debian().label("half", "oci").build();
        String policy = "version: 1\nvulnerabilities: {max: {critical: 0, high: 1}}\n";
        Path lenient = Fixtures.write(folder.resolve("lenient.yaml"), policy);
        for (BuiltImage second : List.of(clean, other)) {
            Path layout = OciLayout.of(second, "docker.io/library/shop:1.4")
                    .writeDirectory(
                            folder.resolve("half-" + second.configDigest().substring(7, 15)));
            DockerArchive docker = DockerArchive.of(clean, "shop:1.4");
            try (Stream<Path> files = Files.walk(layout)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = layout.relativize(file).toString().replace('\\', '/');
                    docker.extra(TarEntry.file(name, Content.of(Files.readAllBytes(file))));
                }
            }
            Path both = docker.writeTo(folder.resolve("both.tar"));
            for (String kind : List.of("docker-archive:", "oci-archive:", "archive:")) {
                Gate scan = Gate.run("scan", kind + both, "--osv", osv, "--policy", lenient);
                assertThat(scan.exit())
                        .as(kind + scan.out())
                        .isEqualTo(second == clean ? ExitCode.PASSED : ExitCode.ERROR);
                if (second == other) {
                    assertThat(scan.out()).contains("a Docker archive and an OCI layout with different images");
                }
            }
        }
    }

    /** A machine of amd64 takes the first of these that its runtime knows, whatever the entry calls the platform. */
    @Test
    void anImageUnderAnotherNameOfThePlatformIsJudgedToo() throws Exception {
        BuiltImage fixed = ImageBuilder.image()
                .layer(Fixtures.debianLayer().file("var/lib/dpkg/status", """
                    Package: libssl3
                    Status: install ok installed
                    Version: 3.0.11-1~deb12u2
                    Source: openssl

                    """))
                .user("10001")
                .healthCheck("CMD", "/bin/healthy")
                .build();
        ObjectNode other = JSON.createObjectNode().put("os", "linux").put("architecture", "x86_64");
        BuiltImage named = Fixtures.debian()
                .changeConfig(config -> config.put("architecture", "x86_64"))
                .build();
        List<OciIndex> indexes = List.of(
                OciIndex.index()
                        .image(Fixtures.debian().build(), other, Map.of())
                        .image(fixed),
                OciIndex.index().imageWithoutPlatform(named).image(fixed));
        for (OciIndex index : indexes) {
            Path tar = OciLayout.of(index, "1.0").writeArchive(folder.resolve("names.tar"));
            assertThat(scan(tar, "--platform", "linux/amd64").exit()).isEqualTo(ExitCode.FAILED);
        }
        Path alone = OciLayout.of(OciIndex.index().image(fixed), "1.0").writeArchive(folder.resolve("names.tar"));
        assertThat(scan(alone, "--platform", "linux/x86_64").exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void exploitedFlawsAreBlockedWhateverTheLimitsAndAMissingFeedIsAnError() {
        Path policy = Fixtures.write(
                folder.resolve("kev.yaml"), "version: 1\nvulnerabilities: {max: {}, knownExploited: deny}\n");
        Gate without = scan(archive, "--policy", policy);
        assertThat(without.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(without.out()).contains("--kev");

        Path other = Fixtures.write(folder.resolve("kev.json"), kev("CVE-2021-44228"));
        assertThat(scan(archive, "--policy", policy, "--kev", other).exit()).isEqualTo(ExitCode.PASSED);
        Path listed = Fixtures.write(folder.resolve("kev.json"), kev("CVE-2023-5363"));
        assertThat(scan(archive, "--policy", policy, "--kev", listed).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void anOldCatalogueOfExploitedFlawsIsSaidAndWhereDataMustBeNewAnError() {
        String deny = "version: 1\nvulnerabilities: {max: {}, knownExploited: deny";
        Path policy = Fixtures.write(folder.resolve("kev.yaml"), deny + "}\n");
        Path kev = Fixtures.write(folder.resolve("kev.json"), """
            {"dateReleased": "2021-11-03T00:00:00Z", "count": 1, "vulnerabilities": [{"cveID": "CVE-2021-44228"}]}
            """);
        assertThat(scan(archive, "--policy", policy, "--kev", kev).out())
                .contains("1 recent exploitation (the catalogue of known exploited vulnerabilities is from")
                .contains("2021-11-03");

        Fixtures.write(policy, deny + ", databaseMaxAge: 30d}\n");
        Gate limited = scan(archive, "--policy", policy, "--kev", kev);
        assertThat(limited.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(limited.out())
                .contains("exploited vulnerabilities is from 2021-11-03T00:00:00Z, more than 30 days ago")
                .contains("gate data update or --kev FILE");
    }

    @Test
    void aCatalogueOfExploitedFlawsThatDoesNotSayHowOldItIsIsAnError() {
        Path policy = Fixtures.write(
                folder.resolve("kev.yaml"), "version: 1\nvulnerabilities: {max: {}, knownExploited: deny}\n");
        Path kev =
                Fixtures.write(folder.resolve("kev.json"), "{\"vulnerabilities\": [{\"cveID\": \"CVE-2021-44228\"}]}");
        Gate scan = scan(archive, "--policy", policy, "--kev", kev);
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("it does not have dateReleased", "gate data update or --kev FILE");
    }

    @Test
    void aCatalogueOfExploitedFlawsThatLacksSomeOfThemIsAnError() {
        Path policy = Fixtures.write(
                folder.resolve("kev.yaml"), "version: 1\nvulnerabilities: {max: {}, knownExploited: deny}\n");
        Path kev = Fixtures.write(
                folder.resolve("kev.json"),
                "{\"count\": 1640, \"vulnerabilities\": [{\"cveID\": \"CVE-2021-44228\"}]}");
        Gate scan = scan(archive, "--policy", policy, "--kev", kev);
        assertThat(scan.exit()).isNotEqualTo(ExitCode.PASSED);
        assertThat(scan.out() + scan.err()).contains("it says it lists 1640 vulnerabilities, and has 1");
    }

    @Test
    void aBaselineExcusesWhatItAlreadyHadAndNothingElse() {
        Path lenient = Fixtures.write(folder.resolve("lenient.yaml"), "version: 1\nvulnerabilities: {max: {}}\n");
        scan(archive, "--policy", lenient, "--out", folder.resolve("passed"));
        Path policy = Fixtures.write(
                folder.resolve("new.yaml"), "version: 1\nvulnerabilities: {max: {high: 0}, baseline: new-only}\n");

        assertThat(scan(archive, "--policy", policy).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan(archive, "--policy", policy, "--baseline", folder.resolve("passed/verdict.json"))
                        .exit())
                .isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aVerdictWithWarningsIsNoBaseline() {
        Path lenient = Fixtures.write(folder.resolve("lenient.yaml"), "version: 1\nmode: warn\n");
        scan(archive, "--policy", lenient, "--out", folder.resolve("warned"));
        Gate scan = scan(archive, "--baseline", folder.resolve("warned/verdict.json"));
        assertThat(scan.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(scan.err()).contains("is a verdict of WARN").contains("WARN is not enough");
    }

    @Test
    void aVerdictThatDidNotPassIsNoBaseline() {
        scan(archive, "--out", folder.resolve("failed"));
        Gate scan = scan(archive, "--baseline", folder.resolve("failed/verdict.json"));
        assertThat(scan.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(scan.err()).contains("only a verdict that passed");
    }

    @Test
    void theBaseImageHasLimitsOfItsOwnOnlyWhenTheImageIsBuiltOnIt() {
        Path base = OciLayout.of(Fixtures.debian().build(), "base").writeArchive(folder.resolve("base.tar"));
        Path app = OciLayout.of(
                        Fixtures.debian().layer(layer().file("app/readme", "x")).build(), "app")
                .writeArchive(folder.resolve("ours.tar"));
        Path policy = Fixtures.write(
                folder.resolve("base.yaml"),
                "version: 1\nvulnerabilities: {max: {high: 0}, baseImage: {max: {high: 5}}}\n");

        assertThat(scan(app, "--policy", policy).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan(app, "--policy", policy, "--base-image", "oci-archive:" + base)
                        .exit())
                .isEqualTo(ExitCode.PASSED);

        Path foreign = OciLayout.of(
                        ImageBuilder.image()
                                .layer(layer().file("etc/hostname", "other"))
                                .build(),
                        "other")
                .writeArchive(folder.resolve("foreign.tar"));
        Gate excuse = scan(app, "--policy", policy, "--base-image", "oci-archive:" + foreign);
        assertThat(excuse.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(excuse.out()).contains("is not built on");
    }

    @Test
    void anArchiveCannotTakeAnotherImagesWaiversByItsTags() {
        Path policy = Fixtures.write(folder.resolve("waived.yaml"), """
            version: 1
            vulnerabilities: {max: {high: 0}}
            waivers:
              - {rule: CVE-2023-5363, image: "**/payments/**", owner: payments, reason: x, expires: 2027-01-31}
            """);
        Path claiming = DockerArchive.of(Fixtures.debian().build(), "registry.example.org/payments/shop:1")
                .writeTo(folder.resolve("claiming.tar"));
        Gate scan = Gate.run("scan", "docker-archive:" + claiming, "--osv", osv, "--policy", policy);
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void anArchiveCannotTakeAnotherImagesWaiversByTheNameOfItsFileOrDirectory() throws IOException {
        Path policy = Fixtures.write(folder.resolve("waived.yaml"), """
            version: 1
            vulnerabilities: {max: {high: 0}}
            waivers:
              - {rule: CVE-2023-5363, image: "**/shop/**", owner: payments, reason: x, expires: 2027-01-31}
            """);
        Path directory = Files.createDirectories(folder.resolve("registry.example.org/shop"));
        Path claiming = OciLayout.of(Fixtures.debian().build(), "1.4").writeArchive(directory.resolve("evil.tar"));
        assertThat(scan(claiming, "--policy", policy).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(Gate.run("scan", "archive:" + claiming, "--osv", osv, "--policy", policy)
                        .exit())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void withoutAPolicyAFileOfWaiversWaivesSingleVulnerabilitiesOnly() {
        String waiver = "{rule: '%s', owner: payments, reason: x, expires: "
                + LocalDate.ofInstant(Gate.NOW, ZoneOffset.UTC).plusDays(80) + "}";
        Path single = Fixtures.write(
                folder.resolve("single.yaml"), "version: 1\nwaivers: [" + waiver.formatted("CVE-2023-5363") + "]\n");
        assertThat(scan(archive, "--waivers", single).exit()).isEqualTo(ExitCode.PASSED);
        for (String rule : new String[] {"*", "CVE-*", "*-*", "non-root-user"}) {
            Path all = Fixtures.write(
                    folder.resolve("all.yaml"), "version: 1\nwaivers: [" + waiver.formatted(rule) + "]\n");
            Gate scan = scan(archive, "--waivers", all);
            assertThat(scan.exit()).as(rule).isEqualTo(ExitCode.USAGE);
            assertThat(scan.err())
                    .contains("all.yaml:2", "but the built-in policy does not admit it by its waiverRules");
        }
        Path more = Fixtures.write(folder.resolve("more.yaml"), "version: 1\nmode: enforce\n");
        assertThat(scan(archive, "--waivers", more).err())
                .contains("a file of waivers holds nothing else", "move everything but waivers to a policy file");
    }

    @Test
    void quietPrintsTheLastLineOnly() {
        assertThat(scan(archive, "--quiet").out().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("FAIL");
    }

    private Gate scan(Path image, Object... more) {
        Object[] words = new Object[4 + more.length];
        words[0] = "scan";
        words[1] = "oci-archive:" + image;
        words[2] = "--osv";
        words[3] = osv;
        System.arraycopy(more, 0, words, 4, more.length);
        return Gate.run(words);
    }

    private static JsonNode verdict(Gate gate) throws Exception {
        return JSON.readTree(gate.out());
    }

    private static String kev(String cve) {
        return "{\"dateReleased\": \"2026-11-20T00:00:00Z\", \"vulnerabilities\": [{\"cveID\": \"" + cve + "\"}]}";
    }

    private static String lastLine(String text) {
        return text.lines().reduce((first, second) -> second).orElse("");
    }
}
