package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryScanTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPOSITORY = "shop/app";

    @TempDir
    private Path folder;

    private final BuiltImage image = Fixtures.debian().build();
    private FakeRegistry registry;
    private Path osv;

    @BeforeEach
    void prepare() throws IOException {
        registry = FakeRegistry.start().with(REPOSITORY, OciLayout.of(image, "1.4"));
        osv = Fixtures.osv(folder, "HIGH");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private String reference() {
        return registry.authority() + "/" + REPOSITORY + ":1.4";
    }

    private Gate scan(String image, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("scan", image, "--osv", osv, "--docker-config", folder.resolve("docker")));
        words.addAll(Arrays.asList(more));
        return Gate.run(words.toArray());
    }

    private Gate plainScan(Object... more) {
        List<Object> words = new ArrayList<>(List.of("--insecure-registry", registry.authority()));
        words.addAll(Arrays.asList(more));
        return scan(reference(), words.toArray());
    }

    @Test
    void anImageInARegistryIsJudgedByItsDigest() {
        Gate scan = plainScan();
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out())
                .contains("CVE-2023-5363", image.manifestDigest())
                .doesNotContain("evaluated by image ID");
        assertThat(plainScan("--policy", allowing()).exit()).isEqualTo(ExitCode.PASSED);
    }

    private Path allowing() {
        return Fixtures.write(
                folder.resolve("team.yaml"), "version: 1\nvulnerabilities: {max: {critical: 0, high: 1}}\n");
    }

    @Test
    void aDigestIsAskedForAsSuch() {
        Gate scan = scan(
                registry.authority() + "/" + REPOSITORY + "@" + image.manifestDigest(),
                "--plain-http",
                "--policy",
                allowing());
        assertThat(scan.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(registry.requests().get(0)).endsWith("/manifests/" + image.manifestDigest());
    }

    @Test
    void everyPlatformOfAnIndexIsJudged() {
        BuiltImage arm = Fixtures.debian().platform("linux", "arm64").build();
        registry.with(REPOSITORY, OciLayout.of(OciIndex.index().image(image).image(arm), "1.4"));
        assertThat(plainScan().out()).contains("linux/amd64", "linux/arm64", arm.manifestDigest());
        assertThat(plainScan("--platform", "linux/arm64").out()).doesNotContain("linux/amd64");
    }

    @Test
    void theFindingsAreThoseOfTheArchives() throws Exception {
        Path oci = OciLayout.of(image, "1.4").writeArchive(folder.resolve("oci.tar"));
        Path docker = DockerArchive.of(image, "shop/app:1.4").writeTo(folder.resolve("docker.tar"));
        Path both = OciLayout.of(image, "1.4").writeDockerArchive(folder.resolve("both.tar"));
        JsonNode expected = findings(plainScan("--format", "json"));
        assertThat(expected).isNotEmpty();
        assertThat(findings(scan("oci-archive:" + oci, "--format", "json"))).isEqualTo(expected);
        assertThat(findings(scan("docker-archive:" + docker, "--format", "json")))
                .isEqualTo(expected);
        assertThat(findings(scan("docker-archive:" + both, "--format", "json"))).isEqualTo(expected);
    }

    private static JsonNode findings(Gate scan) throws IOException {
        List<JsonNode> findings = JSON.readTree(scan.out()).findValues("findings");
        return JSON.valueToTree(findings);
    }

    @Test
    void thePasswordComesFromAFileAndIsNeverShown() {
        registry.requireBasic("user", "s3cret");
        Path right = Fixtures.write(folder.resolve("right"), "s3cret\n");
        Path wrong = Fixtures.write(folder.resolve("wrong"), "wr0ng");
        assertThat(plainScan("--registry-user", "user", "--registry-password-file", right)
                        .exit())
                .isEqualTo(ExitCode.FAILED);
        Gate refused = plainScan("--registry-user", "user", "--registry-password-file", wrong);
        assertThat(refused.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(refused.out() + refused.err())
                .contains("does not accept the credentials of 'user'", "check the credentials")
                .doesNotContain("wr0ng");
        assertThat(plainScan("--registry-user", "user").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theLoginOfTheOptionsIsForTheRegistryOfTheImageOnly() throws Exception {
        try (FakeRegistry other = FakeRegistry.start().requireBasic("x", "y")) {
            Path password = Fixtures.write(folder.resolve("password"), "s3cret");
            Gate scan = plainScan(
                    "--registry-user",
                    "user",
                    "--registry-password-file",
                    password,
                    "--insecure-registry",
                    other.authority(),
                    "--base-image",
                    other.authority() + "/base:1");
            assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
            assertThat(other.requests()).isNotEmpty().noneMatch(request -> request.contains("Basic"));
        }
    }

    @Test
    void theLoginsOfDockerAreUsed() {
        registry.requireToken("user", "s3cret");
        assertThat(plainScan().exit()).isEqualTo(ExitCode.ERROR);
        String pair = Base64.getEncoder().encodeToString("user:s3cret".getBytes(StandardCharsets.UTF_8));
        Fixtures.write(
                folder.resolve("docker/config.json"),
                "{\"auths\": {\"" + registry.authority() + "\": {\"auth\": \"" + pair + "\"}}}");
        assertThat(plainScan().exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aPrivateAuthorityIsTrustedWhenItIsNamed() throws Exception {
        ServerIdentity identity = ServerIdentity.valid(folder);
        try (FakeRegistry secure =
                FakeRegistry.startTls(identity.context()).with(REPOSITORY, OciLayout.of(image, "1.4"))) {
            Path authority = Fixtures.write(folder.resolve("ca.pem"), identity.pem());
            String reference = secure.authority() + "/" + REPOSITORY + ":1.4";
            assertThat(scan(reference, "--registry-ca", authority).exit()).isEqualTo(ExitCode.FAILED);
            Gate distrusting = scan(reference);
            assertThat(distrusting.exit()).isEqualTo(ExitCode.ERROR);
            assertThat(distrusting.out()).contains("not trusted here", "--registry-ca");
        }
    }

    @Test
    void offlineNoRegistryIsAsked() {
        Gate scan = plainScan("--offline");
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("registries are not contacted here");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void damageOnTheWayIsAnErrorThatSaysWhatToDo() throws Exception {
        registry.failAlways("/blobs/" + image.layers().get(0).blob().digest(), new RegistryFault.WrongBytes());
        Path reports = folder.resolve("reports");
        Gate scan = plainScan("--out", reports);
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("has the digest", "pull or build the image again");
        assertThat(JSON.readTree(Files.readString(reports.resolve("verdict.json")))
                        .path("outcome")
                        .asText())
                .isEqualTo("ERROR");
    }

    @Test
    void theInventoryOfARegistryImageIsPrinted() {
        Gate inventory =
                Gate.run("inventory", reference(), "--plain-http", "--docker-config", folder.resolve("docker"));
        assertThat(inventory.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(inventory.out()).contains("pkg:deb/debian/libssl3");
    }
}
