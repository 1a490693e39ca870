package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.aws.FakeCluster;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A registry with real attestations, and a server that speaks as ECS does of a cluster with one service. */
abstract class RunningShop {
    static final String REPOSITORY = "shop/app";
    static final SigningKey KEY = SigningKey.ecdsa();
    static final SigningKey STRANGER = SigningKey.ecdsa();
    static final String DEFINITION = """
        {"family": "shop", "revision": 7, "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
         "cpu": "256", "memory": "512", "taskRoleArn": "arn:aws:iam::123456789012:role/shop",
         "executionRoleArn": "arn:aws:iam::123456789012:role/exec",
         "runtimePlatform": {"operatingSystemFamily": "LINUX", "cpuArchitecture": "X86_64"},
         "containerDefinitions": [{"name": "app", "image": "IMAGE", "essential": true, "user": "10001",
           "readonlyRootFilesystem": true, "privileged": false, "versionConsistency": "enabled",
           "linuxParameters": {"capabilities": {"drop": ["ALL"]}, "initProcessEnabled": true},
           "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/shop",
             "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "shop"}}}]}
        """;

    /** With an image that is in no registry of the test. */
    static final String UNREAD_DEFINITION = DEFINITION.replace(
            "IMAGE", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/app@sha256:" + "0".repeat(64));

    @TempDir
    Path folder;

    final BuiltImage image = image();

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    FakeRegistry registry;
    FakeCluster ecs;
    Path policy;

    @BeforeEach
    void prepare() throws IOException {
        registry = FakeRegistry.start().with(REPOSITORY, OciLayout.of(image, "1.4"));
        ecs = FakeCluster.start("prod")
                .definition("shop:7", DEFINITION.replace("IMAGE", pinned()))
                .service("shop", "shop:7");
        properties.aws(ecs.endpoint().toString(), "testing");
        properties.set("aws.region", "eu-central-1");
        policy = policy("");
    }

    @AfterEach
    void stop() {
        registry.close();
        ecs.close();
    }

    /** What runs. */
    BuiltImage image() {
        return Fixtures.debian().build();
    }

    Path policy(String more) {
        return Fixtures.write(folder.resolve("org.yaml"), """
            version: 1
            vulnerabilities: {max: {critical: 0, high: 0}}
            %s
            signatures:
              - repositories: ['**/shop/*']
                verdict: {verifier: 'urn:container-gate'}
                signers:
                  - %s
            """.formatted(more, KEY.signer("gate")));
    }

    String repository() {
        return registry.authority() + "/" + REPOSITORY;
    }

    String tagged() {
        return repository() + ":1.4";
    }

    String pinned() {
        return repository() + "@" + image.manifestDigest();
    }

    Gate gate(Instant now, String command, Object... more) {
        List<Object> words = new ArrayList<>(
                List.of(command, "--insecure-registry", registry.authority(), "--docker-config", folder.resolve("d")));
        words.addAll(Arrays.asList(more));
        return Gate.runAt(now, words.toArray());
    }

    /** Scans and attests, with everything attached that is known then. */
    void pass(SigningKey key, String severity, Instant now) {
        Path reports = folder.resolve("reports");
        gate(now, "scan", tagged(), "--osv", Fixtures.osv(folder, severity), "--policy", policy, "--out", reports);
        attest(reports, key, now);
    }

    /** Attests the verdict of a directory, with its SBOM, and attaches both. */
    void attest(Path reports, SigningKey key, Instant now) {
        Gate attest = attest(
                tagged(), reports, key, now, "--input", reports.resolve("sbom.cdx.json"), "--attach", "sbom,verdict");
        assertThat(attest.err()).isEmpty();
    }

    /** Attests the verdict of a directory, and attaches nothing. */
    void attestAlone(Path reports, Instant now) {
        attest(tagged(), reports, KEY, now);
    }

    private Gate attest(String reference, Path reports, SigningKey key, Instant now, Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                reference,
                "--verdict",
                reports.resolve("verdict.json"),
                "--policy",
                policy,
                "--key",
                Fixtures.write(folder.resolve("gate.key"), key.privatePem())));
        words.addAll(Arrays.asList(more));
        Gate attest = gate(now, "attest", words.toArray());
        assertThat(attest.exit()).as(attest.err()).isZero();
        return attest;
    }

    /** Attests that the signatures of an image, or of an index, did not pass. */
    void attestThatItsSignaturesDidNotPass(String reference, Instant then) {
        Path reports = folder.resolve("signatures");
        gate(then, "verify", reference, "--policy", policy, "--out", reports);
        attest(reference, reports, KEY, then);
    }

    void pass() {
        pass(KEY, "LOW", Gate.NOW.minus(Duration.ofDays(1)));
    }

    void runs() {
        ecs.task("service:shop", "shop:7", pinned(), image.manifestDigest());
    }
}
