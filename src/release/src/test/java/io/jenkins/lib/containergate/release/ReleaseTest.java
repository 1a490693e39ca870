package io.jenkins.lib.containergate.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
    private static final Path SOURCES = Path.of("..", "..");
    private static final String VERSION = "1.2.3";

    @TempDir
    private Path folder;

    @TempDir
    private static Path identities;

    private static String authority;

    private Path repository;
    private Path packages;

    @BeforeAll
    static void identify() {
        authority = ServerIdentity.valid(identities).pem();
    }

    @BeforeEach
    void build() throws IOException {
        repository = Files.createDirectories(folder.resolve("repository"));
        for (String file : List.of("gate", "gate.cmd", "LICENSE", "CHANGELOG.md", "SECURITY.md")) {
            Files.copy(SOURCES.resolve(file), repository.resolve(file));
        }
        byte[] jar = zip(Map.of("META-INF/maven/com.example/lib/pom.properties", properties("lib", "4.5")));
        write("src/cli/target/container-gate.jar", jar);
        byte[] silent = zip(Map.of("com/example/Silent.class", new byte[] {1}));
        write(
                "src/plugin/central/target/container-gate.hpi",
                zip(Map.of(
                        "WEB-INF/lib/lib-4.5.jar",
                        jar,
                        "WEB-INF/lib/silent-1.0.jar",
                        silent,
                        "WEB-INF/lib/container-gate-1.2.3.jar",
                        silent)));
        String resolved = """

                The following files have been resolved:
                   com.example:lib:jar:4.5:compile -- module lib
                   com.example:silent:jar:1.0:runtime
                """;
        write("src/cli/target/dependencies.txt", resolved.getBytes(StandardCharsets.UTF_8));
        write(
                "src/plugin/central/target/dependencies.txt",
                (resolved + "   com.example:provided-by-jenkins:jar:jdk8:2:compile\n")
                        .getBytes(StandardCharsets.UTF_8));
        packages = folder.resolve("packages");
        for (String architecture : List.of("amd64", "arm64")) {
            Path debs = Files.createDirectories(packages.resolve(architecture));
            Files.write(
                    debs.resolve("libc6.deb"),
                    deb(
                            "Package: libc6\nVersion: 2.36\nArchitecture: " + architecture + "\n",
                            Map.of("lib/libc.so.6", "libc")));
            Files.write(
                    debs.resolve("ca-certificates.deb"),
                    deb(
                            "Package: ca-certificates\nVersion: 2023\nArchitecture: all\n",
                            Map.of(
                                    "usr/share/ca-certificates/mozilla/Root.crt",
                                    authority,
                                    "usr/share/man/man8/x.8",
                                    "unused")));
        }
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] properties(String name, String version) {
        return ("groupId=com.example\nartifactId=" + name + "\nversion=" + version + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] deb(String control, Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(bytes)) {
            member(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.UTF_8));
            member(ar, "control.tar.gz", tarGz(Map.of("control", control)));
            member(ar, "data.tar.gz", tarGz(files));
        }
        return bytes.toByteArray();
    }

    private static void member(ArArchiveOutputStream ar, String name, byte[] content) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(name, content.length));
        ar.write(content);
        ar.closeArchiveEntry();
    }

    private static byte[] tarGz(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry header = new TarArchiveEntry("./" + file.getKey());
                header.setSize(content.length);
                tar.putArchiveEntry(header);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private Path release(String out, String... more) throws Exception {
        Path made = folder.resolve(out);
        List<String> arguments = new ArrayList<>(List.of(
                "--repository=" + repository, "--version=" + VERSION, "--time=2026-01-01T00:00:00Z", "--out=" + made));
        Collections.addAll(arguments, more);
        Release.main(arguments.toArray(String[]::new));
        return made;
    }

    @Test
    void theSameInputsGiveTheSameBytes() throws Exception {
        Path first = release("first", "--packages=" + packages);
        Path second = release("second", "--packages=" + packages);

        try (Stream<Path> files = Files.list(first)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(8);
            for (Path file : all) {
                assertThat(second.resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void everyFileIsInTheChecksumsAndInTheProvenance() throws Exception {
        Path out = release("out");
        List<String> sums = Files.readAllLines(out.resolve("SHA256SUMS"));
        JsonNode statement = new ObjectMapper()
                .readTree(out.resolve("provenance.intoto.json").toFile());

        assertThat(sums).hasSize(6);
        for (String line : sums) {
            String name = line.substring(66);
            assertThat(Digest.of(Files.readAllBytes(out.resolve(name))).hex()).isEqualTo(line.substring(0, 64));
            assertThat(statement.path("subject").findValuesAsText("name").contains(name))
                    .isEqualTo(!name.equals("provenance.intoto.json"));
        }
        assertThat(statement.path("predicateType").asText()).isEqualTo("https://slsa.dev/provenance/v1");
    }

    @Test
    void theBillOfMaterialsNamesEveryLibraryAlsoThoseThatDoNotNameThemselves() throws Exception {
        Path out = release("out");
        for (String file : List.of("container-gate-1.2.3.hpi.cdx.json", "container-gate-1.2.3.tar.gz.cdx.json")) {
            assertThat(new ObjectMapper().readTree(out.resolve(file).toFile()).findValuesAsText("purl"))
                    .containsExactly("pkg:maven/com.example/lib@4.5", "pkg:maven/com.example/silent@1.0");
        }
    }

    @Test
    void aLibraryWithoutCoordinatesEndsTheReleaseInsteadOfMissingInTheBill() throws Exception {
        write(
                "src/plugin/central/target/dependencies.txt",
                "   com.example:lib:jar:4.5:compile\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> release("out")).hasMessageContaining("[silent-1.0.jar]");
        write("src/plugin/central/target/dependencies.txt", new byte[0]);
        assertThatThrownBy(() -> release("out")).hasMessageContaining("names no dependency");
    }

    @Test
    void theDistributionHasLaunchersCompletionAndAPageForEveryCommand() throws Exception {
        Path out = release("out");
        try (ZipFile zip = ZipFile.builder()
                .setPath(out.resolve("container-gate-1.2.3.zip"))
                .get()) {
            assertThat(zip.getEntry("container-gate-1.2.3/bin/gate").getUnixMode() & 0777)
                    .isEqualTo(0755);
            assertThat(zip.getEntry("container-gate-1.2.3/bin/gate.cmd")).isNotNull();
            assertThat(text(zip, "share/bash-completion/completions/gate")).contains("complete", "taskdef");
            assertThat(text(zip, "share/man/man1/gate.1")).contains(".TH \"GATE\" 1", "\\fBscan\\fR", "EXIT CODES");
            assertThat(text(zip, "share/man/man1/gate-data-update.1")).contains("\\-\\-mirror", "\\fIURL\\fR");
        }
    }

    /** What docs/verify-a-release.md tells maintainers to sign with, and users to check with, as it is written there. */
    @Test
    @Tag("peers")
    void theCommandsOfThePageSignAndVerifyAndRefuseWhatWasChanged() throws Exception {
        Peer.needs("cosign", "sha256sum");
        Path out = release("out");
        sh(out, "COSIGN_PASSWORD= cosign generate-key-pair --output-key-prefix container-gate");
        sh(out, command("cosign sign-blob"));
        assertThat(sh(out, command("cosign verify-blob"))).contains("Verified OK");
        assertThat(sh(out, command("sha256sum --check --ignore-missing"))).contains("container-gate-1.2.3.hpi: OK");

        Files.write(out.resolve("container-gate-1.2.3.hpi"), new byte[] {1});
        assertThat(sh(out, command("sha256sum --check --ignore-missing") + " || echo refused"))
                .contains("refused");
        Files.writeString(out.resolve("SHA256SUMS"), "changed");
        assertThat(sh(out, command("cosign verify-blob") + " || echo refused")).contains("refused");
    }

    private static String command(String start) throws IOException {
        return Files.readAllLines(SOURCES.resolve("docs/verify-a-release.md")).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static String sh(Path directory, String command) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        shell.environment().put("COSIGN_PASSWORD", "");
        Process process = shell.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", command, said).isZero();
        return said;
    }

    private static String text(ZipFile zip, String path) throws IOException {
        return new String(
                zip.getInputStream(zip.getEntry("container-gate-1.2.3/" + path)).readAllBytes(),
                StandardCharsets.UTF_8);
    }

    @Test
    void theImageIsForBothArchitecturesAndRunsAsNobodySpecial() throws Exception {
        Path out = release("out", "--packages=" + packages);
        ImageLocation location = ImageLocation.parse("oci-archive:" + out.resolve("container-gate-1.2.3.oci.tar"));
        Deadline deadline = Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());
        try (ImageSource source = ImageSources.standard(folder).open(location, Limits.defaults())) {
            List<Image> images = source.resolve(Optional.empty(), deadline);

            assertThat(images)
                    .extracting(image -> image.platform().toString())
                    .containsExactlyInAnyOrder("linux/amd64", "linux/arm64");
            assertThat(images.get(0).layers()).hasSize(2);
        }
    }

    @Test
    void aFileThatTwoPackagesBringEndsTheRelease() throws Exception {
        Files.write(
                packages.resolve("amd64/other.deb"),
                deb("Package: other\nVersion: 1\nArchitecture: amd64\n", Map.of("lib/libc.so.6", "another")));

        assertThatThrownBy(() -> release("out", "--packages=" + packages))
                .isInstanceOf(IOException.class)
                .hasMessage("two packages bring lib/libc.so.6");
    }

    @Test
    void javaReadsTheTrustStore() throws Exception {
        byte[] pem = authority.getBytes(StandardCharsets.UTF_8);
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(
                new ByteArrayInputStream(TrustStore.jks(Map.of("debian:root.crt", pem), Instant.EPOCH)),
                "changeit".toCharArray());

        assertThat(store.isCertificateEntry("debian:root.crt")).isTrue();
    }

    /** The launcher in the folder {@code opt/gate}, and in {@code jdk} a Java that says its arguments, a line each. */
    private Path launcher() throws IOException {
        Path home = Files.createDirectories(folder.resolve("opt/gate"));
        Path launcher = Files.createDirectories(home.resolve("bin")).resolve("gate");
        Files.copy(SOURCES.resolve("gate"), launcher);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Files.write(Files.createDirectories(home.resolve("lib")).resolve("container-gate.jar"), new byte[] {1});
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nfor each; do echo \"$each\"; done\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return launcher;
    }

    private List<String> launched(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeAll(List.of("GATE_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "gate is a shell script, gate.cmd is for Windows")
    void theLauncherFindsItsJarThroughALink() throws Exception {
        launcher();
        Path link = Files.createSymbolicLink(folder.resolve("gate"), Path.of("opt/gate/bin/../bin/gate"));

        assertThat(launched(link, Map.of(), "scan", "--help"))
                .contains(
                        folder.resolve("opt/gate")
                                .toRealPath()
                                .resolve("lib/container-gate.jar")
                                .toString(),
                        "scan",
                        "--help");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "gate is a shell script, gate.cmd is for Windows")
    void theLauncherAsksJavaForNothingThatContradictsGivenOptions() throws Exception {
        Path launcher = launcher();

        assertThat(launched(launcher, Map.of(), "scan", "shop.tar")).contains("-Xmx256m", "-XX:+UseSerialGC");
        for (String heap : List.of("-Xms512m", "-XX:InitialHeapSize=512m", "-XX:MinHeapSize=512m", "-Xmx1g")) {
            assertThat(launched(launcher, Map.of("GATE_JAVA_OPTS", heap), "scan", "shop.tar"))
                    .contains(heap)
                    .doesNotContain("-Xmx256m");
        }
        for (String variable : List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS")) {
            assertThat(launched(launcher, Map.of(variable, "-Xms512m -XX:+UseG1GC"), "scan", "shop.tar"))
                    .doesNotContain("-Xmx256m", "-XX:+UseSerialGC");
        }
    }

    /** A Java that writes the archive the option asks for, and refuses the options of later versions as Java does. */
    private void javaThatArchives(String option, String refused) throws IOException {
        Files.writeString(folder.resolve("jdk/bin/java"), """
                #!/bin/sh
                for each; do
                  case $each in
                    -XX:%s=*) echo "Unrecognized VM option"; exit 1 ;;
                    -XX:%s=*) echo classes >"${each#*=}"; exit 0 ;;
                  esac
                done
                for each; do echo "$each"; done
                """.formatted(refused, option));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "gate is a shell script, gate.cmd is for Windows")
    void theLauncherGivesEachJavaTheArchiveOfClassesThatItCanMake() throws Exception {
        Path launcher = launcher();
        Path lib = folder.resolve("opt/gate/lib");

        javaThatArchives("AOTCacheOutput", "SharedArchiveFile");
        assertThat(launched(launcher, Map.of(), "scan", "shop.tar"))
                .contains("-XX:AOTCache=" + lib.toRealPath().resolve("container-gate.aot"), "-XX:-AOTReplayTraining");

        javaThatArchives("ArchiveClassesAtExit", "AOTCacheOutput");
        Files.delete(lib.resolve("container-gate.jsa"));
        assertThat(launched(launcher, Map.of(), "scan", "shop.tar"))
                .contains("-XX:SharedArchiveFile=" + lib.toRealPath().resolve("container-gate.jsa"))
                .noneMatch(argument -> argument.startsWith("-XX:AOTCache"));
        assertThat(lib.resolve("container-gate.aot")).doesNotExist();
    }

    /** Java ends with 1 where it is given an option that it does not know, and 1 says that an image is refused. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "gate is a shell script, gate.cmd is for Windows")
    void anAotCacheOfAnotherJavaDoesNotStopTheLauncher() throws Exception {
        Path launcher = launcher();
        javaThatArchives("AOTCacheOutput", "SharedArchiveFile");
        launched(launcher, Map.of(), "scan", "shop.tar");

        assertThat(launched(launcher, Map.of(), "taskdef", "shop.json"))
                .containsSubsequence("-XX:+IgnoreUnrecognizedVMOptions", "-XX:-AOTReplayTraining");
    }
}
