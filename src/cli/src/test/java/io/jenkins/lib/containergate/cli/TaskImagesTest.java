package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gate taskdef} with {@code --verify-images} and {@code --scan-images}. */
class TaskImagesTest {
    private static final SigningKey KEY = SigningKey.ecdsa();
    private static final String OFF = "taskDefinition: {rules: {image-by-digest: warn, log-configuration: off,"
            + " readonly-root-filesystem: off}";

    @TempDir
    private Path folder;

    private final BuiltImage web = Fixtures.debian().build();
    private final BuiltImage proxy = Fixtures.debian().user("10002").build();
    private FakeRegistry registry;

    @BeforeEach
    void prepare() throws IOException {
        registry = FakeRegistry.start()
                .with("shop/web", OciLayout.of(web, "1"))
                .with("shop/proxy", OciLayout.of(proxy, "1"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private Gate taskdef(String policy, Object... more) {
        return withSidecar(registry.authority() + "/shop/proxy:1", policy, more);
    }

    private Gate withSidecar(String sidecar, String policy, Object... more) {
        Path file = Fixtures.write(folder.resolve("taskdef.json"), """
            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
              {"name": "web", "image": "%s/shop/web:1", "user": "1"},
              {"name": "proxy", "image": "%s", "user": "1"}]}
            """.formatted(registry.authority(), sidecar));
        Path rules = Fixtures.write(folder.resolve("policy.yaml"), "version: 1\n" + policy);
        List<Object> words = new ArrayList<>(List.of(
                "taskdef",
                file,
                "--policy",
                rules,
                "--no-cache",
                "--insecure-registry",
                registry.authority(),
                "--docker-config",
                folder.resolve("docker")));
        words.addAll(Arrays.asList(more));
        return Gate.run(words.toArray());
    }

    private void sign(String name, BuiltImage image) {
        Signing.sign(registry, "shop/" + name, KEY, image.manifestDigest());
    }

    private Path key() {
        return Fixtures.write(folder.resolve("release.pub"), KEY.pem());
    }

    @Test
    void everyImageHasToBeSigned() {
        sign("web", web);
        Gate half = taskdef(OFF + "}", "--key", key());
        assertThat(half.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(half.out())
                .contains("image-signed")
                .contains("container 'proxy'")
                .doesNotContain("'web': the image is not");
        sign("proxy", proxy);
        assertThat(taskdef(OFF + "}", "--key", key()).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void verifyingWithoutAnyTrustedSignerFails() {
        sign("web", web);
        assertThat(taskdef(OFF + "}", "--verify-images").exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void everyImageIsScannedUnderTheSamePolicy() throws IOException {
        Path high = Fixtures.osv(folder.resolve("high"), "CRITICAL");
        Gate flawed = taskdef(OFF + "}", "--scan-images", "--osv", high, "--format", "json");
        assertThat(flawed.exit()).isEqualTo(ExitCode.FAILED);
        JsonNode verdicts = new ObjectMapper().readTree(flawed.out());
        assertThat(verdicts).hasSize(3);
        assertThat(verdicts.get(0).toString()).contains("image-scanned").contains("/containerDefinitions/1/image");
        assertThat(verdicts.get(2).toString()).contains("CVE-2023-5363").contains(proxy.manifestDigest());
        Path low = Fixtures.osv(folder.resolve("low"), "LOW");
        assertThat(taskdef(OFF + "}", "--scan-images", "--osv", low).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void thePolicyCanDemandBoth() {
        Path low = Fixtures.osv(folder.resolve("low"), "LOW");
        Gate unsigned = taskdef(OFF + ", images: {signed: required, scanned: required}}", "--osv", low);
        assertThat(unsigned.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(unsigned.out())
                .contains("image-signed")
                .contains("signatures")
                .contains("vulnerabilities");
        sign("web", web);
        sign("proxy", proxy);
        assertThat(taskdef(OFF + ", images: {signed: required, scanned: required}}", "--osv", low, "--key", key())
                        .exit())
                .isEqualTo(ExitCode.PASSED);
    }

    @Test
    void imagesOfTasksAreBuiltOnApprovedBasesToo() throws IOException {
        Path low = Fixtures.osv(folder.resolve("low"), "LOW");
        String approved = OFF + "}\nbaseImages: {allowed: ['" + registry.authority() + "/approved/**']}";
        registry.with("approved/debian", OciLayout.of(Fixtures.debian().build(), "12"));
        registry.with("shop/web", OciLayout.of(onTop(registry.authority() + "/approved/debian:12"), "1"));
        assertThat(taskdef(approved, "--scan-images", "--osv", low).exit())
                .as("the sidecar does not say what it is built on")
                .isEqualTo(ExitCode.ERROR);

        registry.with("shop/proxy", OciLayout.of(onTop(registry.authority() + "/approved/debian:12"), "1"));
        Gate both = taskdef(approved, "--scan-images", "--osv", low);
        assertThat(both.exit()).as(both.out()).isEqualTo(ExitCode.PASSED);

        registry.with("shop/proxy", OciLayout.of(onTop("evil.example/debian:12"), "1"));
        Gate unapproved = taskdef(approved, "--scan-images", "--osv", low);
        assertThat(unapproved.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(unapproved.out()).contains("unapproved-base-image", "evil.example/debian:12");
    }

    private static BuiltImage onTop(String base) {
        return Fixtures.debian()
                .layer(LayerBuilder.layer().file("app/run", "x"), "COPY app /app")
                .label("org.opencontainers.image.base.name", base)
                .build();
    }

    @Test
    void anImageThatCannotBeReadIsAnErrorAndAFileOfThisMachineIsNoImage() {
        Path low = Fixtures.osv(folder.resolve("low"), "LOW");
        for (String name :
                new String[] {registry.authority() + "/shop/none:1", "docker-archive:app.tar", "UPPER//case"}) {
            Gate gate = withSidecar(name, OFF + "}", "--scan-images", "--verify-images", "--osv", low);
            assertThat(gate.exit()).as(name).isIn(ExitCode.FAILED, ExitCode.ERROR);
            assertThat(gate.out()).as(name).contains("container 'proxy'");
        }
    }

    @Test
    void offlineNothingIsJudgedAndThatIsAnError() {
        Path low = Fixtures.osv(folder.resolve("low"), "LOW");
        Gate gate = taskdef(OFF + "}", "--scan-images", "--offline", "--osv", low);
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("offline");
    }

    @Test
    void whatTheScanReadOfTheImageCountsWhereTheTaskIsSilent() {
        Path low = Fixtures.osv(folder.resolve("low"), "LOW");
        Path file = Fixtures.write(folder.resolve("silent.json"), """
            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
              {"name": "web", "image": "%s/shop/web:1"}]}
            """.formatted(registry.authority()));
        Path rules = Fixtures.write(folder.resolve("policy.yaml"), "version: 1\n" + OFF + "}");
        Object[] words = {
            "taskdef",
            file,
            "--policy",
            rules,
            "--no-cache",
            "--insecure-registry",
            registry.authority(),
            "--docker-config",
            folder,
            "--osv",
            low
        };
        assertThat(Gate.run(words).exit()).isEqualTo(ExitCode.FAILED);
        List<Object> scanning = new ArrayList<>(Arrays.asList(words));
        scanning.add("--scan-images");
        assertThat(Gate.run(scanning.toArray()).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void eachVerdictHasADirectoryOfItsOwn() {
        Path low = Fixtures.osv(folder.resolve("low"), "LOW");
        taskdef(OFF + "}", "--scan-images", "--osv", low, "--out", folder.resolve("out"));
        assertThat(folder.resolve("out"))
                .isDirectoryRecursivelyContaining("glob:**/1-*taskdef-json/verdict.json")
                .isDirectoryRecursivelyContaining("glob:**/2-*shop-web-1/sbom.cdx.json")
                .isDirectoryRecursivelyContaining("glob:**/3-*shop-proxy-1/verdict.json");
    }

    private Gate run(String asked, String inTask) {
        Path file = Fixtures.write(folder.resolve("run.json"), """
            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
              {"name": "web", "image": "%s", "user": "1"}]}
            """.formatted(inTask));
        Path rules = Fixtures.write(folder.resolve("policy.yaml"), "version: 1\n" + OFF + "}");
        Path low = Fixtures.osv(folder.resolve("low"), "LOW");
        return Gate.run(
                "run",
                asked,
                "--task-definition",
                file,
                "--policy",
                rules,
                "--osv",
                low,
                "--no-cache",
                "--insecure-registry",
                registry.authority(),
                "--docker-config",
                folder.resolve("docker"));
    }

    @Test
    void aTaskThatRunsTheJudgedImagePasses() {
        String name = registry.authority() + "/shop/web";
        assertThat(run(name + ":1", name + ":1").exit()).isEqualTo(ExitCode.PASSED);
        assertThat(run(name + ":1", name + "@" + web.manifestDigest()).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aTaskThatRunsAnotherImageFails() {
        String name = registry.authority() + "/shop/web";
        for (String other :
                new String[] {name + ":2", name + "@" + proxy.manifestDigest(), registry.authority() + "/shop/proxy:1"
                }) {
            Gate gate = run(name + ":1", other);
            assertThat(gate.exit()).as(other).isEqualTo(ExitCode.FAILED);
            assertThat(gate.out()).contains("runs-judged-image").contains(web.manifestDigest());
        }
    }

    @Test
    void aTagThatMayBeTheJudgedDigestIsAnErrorNotAPass() {
        String name = registry.authority() + "/shop/web";
        assertThat(run(name + "@" + web.manifestDigest(), name + ":1").exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void anArchiveHasNoNameToCompareButDigestsAre() throws IOException {
        String archive = "oci-archive:" + OciLayout.of(web, "1").writeArchive(folder.resolve("app.tar"));
        Gate byTag = run(archive, "shop/web:1");
        assertThat(byTag.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(byTag.out()).contains("whether the task runs this image is not known");
        assertThat(run(archive, "shop/web@" + web.manifestDigest()).out()).doesNotContain("whether the task runs");
        assertThat(run(archive, "shop/web@" + proxy.manifestDigest()).exit()).isEqualTo(ExitCode.FAILED);
    }
}
