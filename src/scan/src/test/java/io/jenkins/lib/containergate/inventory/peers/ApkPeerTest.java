package io.jenkins.lib.containergate.inventory.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.analysis.ScannedImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases of apk, compared with what Trivy finds in them. */
@Tag("peers")
class ApkPeerTest {
    private static final String OS_RELEASE = "ID=alpine\nVERSION_ID=3.22.1\nPRETTY_NAME=\"Alpine Linux v3.22\"\n";
    private static final String[] APK = {
        "apk", "--arch", "x86_64", "--allow-untrusted", "--no-scripts", "--no-network", "--force-non-repository"
    };

    @TempDir
    Path directory;

    /** Comes with the sources of Trivy, and has an entry without a version, which Trivy leaves out. */
    @Test
    void theDatabaseOfAnAlpineReleaseHoldsWhatTrivySays() throws Exception {
        Peer.needs("trivy", "go");
        Path database = Path.of(Peer.run(directory, "go", "env", "GOMODCACHE").strip())
                .resolve("github.com/aquasecurity/trivy@v0.74.0/pkg/fanal/analyzer/pkg/apk/testdata/apk");
        if (!Files.exists(database)) {
            Peer.missing("Trivy 0.74 was not built here");
        }
        String withDamage = Files.readString(database);
        String installed = withDamage.replace("P:invalidPackageWithoutAVersion\n", "") + "\n";
        assertThat(withDamage).contains("invalidPackageWithoutAVersion");
        assertSame(LayerBuilder.layer().file("lib/apk/db/installed", installed), 13);
        assertSame(LayerBuilder.layer().file("usr/lib/apk/db/installed", installed), 13);

        LayerBuilder damaged =
                LayerBuilder.layer().file("etc/os-release", OS_RELEASE).file("lib/apk/db/installed", withDamage + "\n");
        assertThat(ScannedImage.of(directory, damaged).gapRules()).contains("unreadable-package-database");
    }

    /** Packages of version 3, with and without origin, and a virtual one. No package registry has apk-tools. */
    @ParameterizedTest
    @ValueSource(strings = {"lib", "usr/lib"})
    void aRootThatApkInstalledHoldsWhatTrivySays(String lib) throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, "apk"))),
                "apk-tools 3 is not installed");
        Peer.needs("trivy");
        Path root = Files.createDirectories(directory.resolve("root"));
        if (!lib.equals("lib")) {
            Files.createDirectories(root.resolve(lib));
            Files.createSymbolicLink(root.resolve("lib"), Path.of(lib));
        }
        List<String> packages = List.of(
                made("name:libone", "version:1.2.3_rc1-r4", "arch:x86_64", "origin:one", "license:MIT AND (A OR B)"),
                made("name:libone-dev", "version:1.2.3_rc1-r4", "arch:noarch", "origin:one", "license:MIT"),
                made("name:no-origin", "version:2.0_git20240101-r0", "arch:x86_64"));
        apk(root, List.of("--initdb"));
        apk(root, packages);
        apk(root, List.of("--virtual", ".build-deps", "libone-dev"));

        assertThat(root.resolve(lib).resolve("apk/db/installed")).isNotEmptyFile();
        assertSame(LayerBuilder.layer().tree(root, ""), 4);
    }

    private String made(String... information) throws IOException, InterruptedException {
        Path file = Files.createTempFile(directory, "package", ".apk");
        List<String> command = new ArrayList<>(List.of("apk", "mkpkg", "-o", file.toString()));
        for (String each : information) {
            command.addAll(List.of("-I", each));
        }
        Peer.run(directory, command.toArray(String[]::new));
        return file.toString();
    }

    private void apk(Path root, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(APK));
        command.addAll(List.of("--root", root.toString(), "add"));
        command.addAll(arguments);
        Peer.run(directory, command.toArray(String[]::new));
    }

    private void assertSame(LayerBuilder layer, int atLeast) throws Exception {
        layer.file("etc/os-release", OS_RELEASE).file("etc/alpine-release", "3.22.1\n");
        Path image = OciLayout.of(ImageBuilder.image().layer(layer).build())
                .writeDirectory(Files.createTempDirectory(directory, "image"));
        JsonNode report = new ObjectMapper()
                .readTree(Peer.run(
                        directory,
                        "trivy",
                        "image",
                        "--quiet",
                        "--offline-scan",
                        "--list-all-pkgs",
                        "--scanners",
                        "license",
                        "--cache-dir",
                        directory.resolve("cache").toString(),
                        "--format",
                        "json",
                        "--input",
                        image.toString()));
        List<String> expected = new ArrayList<>();
        for (JsonNode found : report.path("Results").path(0).path("Packages")) {
            String source = found.path("SrcName").asText();
            expected.add(String.join(
                    " ",
                    found.path("Name").asText(),
                    found.path("Version").asText(),
                    found.path("Arch").asText(),
                    source.isEmpty() ? found.path("Name").asText() : source));
        }

        ScannedImage scanned = ScannedImage.of(directory, layer);

        assertThat(expected).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(scanned.inventory().gaps()).isEmpty();
        assertThat(scanned.inventory().packages())
                .filteredOn(found -> found.ecosystem() == Ecosystem.APK)
                .extracting(ApkPeerTest::asTrivySays)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String asTrivySays(InstalledPackage found) {
        return String.join(
                " ",
                found.name(),
                found.version(),
                found.purl().replaceAll(".*[?&]arch=([^&]+).*", "$1"),
                found.source().orElseThrow().name());
    }
}
