package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.aws.FakeEcs;
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

/** A registry with real attestations, and a server that speaks as ECS does of deployments that wait. */
abstract class WaitingShop {
    static final SigningKey GATE = SigningKey.ed25519();
    static final Instant LATER = Gate.NOW.plus(Duration.ofHours(1));

    @TempDir
    Path folder;

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    final BuiltImage web = Fixtures.debian().build();
    FakeRegistry registry;
    FakeEcs ecs;
    Path policy;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/web", OciLayout.of(web, "1"));
        policy = policy("");
        ecs = FakeEcs.start();
        declare("shop", "");
        properties.aws(ecs.address().toString(), "hidden-key");
    }

    @AfterEach
    void stop() {
        ecs.close();
        registry.close();
    }

    Path policy(String more) {
        return Fixtures.write(folder.resolve("org.yaml"), """
            version: 1
            vulnerabilities: {max: {critical: 0, high: 0}}
            taskDefinition: {awsLookups: optional, rules: {image-by-digest: warn, log-configuration: off}%s}
            signatures:
              - repositories: ['**/shop/*']
                verdict: {verifier: 'urn:container-gate', asStrict: true}
                signers: [%s]
            """.formatted(more, GATE.signer("gate")));
    }

    /** A service whose task passes unless something is added to its container. */
    void declare(String name, String container) throws IOException {
        ecs.taskDefinition("""
            {"family": "%s", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
             "memory": "512", "containerDefinitions": [{"name": "web", "image": "%s", "user": "1000",
             "readonlyRootFilesystem": true%s}]}
            """.formatted(name, image(), container)).service("prod", name, name, """
                {"launchType": "FARGATE", "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"],
                 "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}}}
                """);
    }

    String image() {
        return registry.authority() + "/shop/web:1";
    }

    String waiting(String service, String id) {
        return ecs.waiting("prod", service, id, "web " + image() + " " + web.manifestDigest());
    }

    Object[] words(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "--policy",
                policy,
                "--insecure-registry",
                registry.authority(),
                "--docker-config",
                folder.resolve("docker"),
                "--aws-region",
                FakeEcs.REGION));
        words.addAll(0, Arrays.asList(more));
        return words.toArray();
    }

    Gate admit(Object... more) {
        return Gate.runAt(LATER, words(concat("admit", "--cluster", "prod", more)));
    }

    Gate admitShop(Object... more) {
        return admit(concat("--service", "shop", more));
    }

    static Object[] concat(Object... words) {
        List<Object> all = new ArrayList<>();
        for (Object word : words) {
            all.addAll(word instanceof Object[] several ? Arrays.asList(several) : List.of(word));
        }
        return all.toArray();
    }

    /** Scans the image and attests what came of it. */
    void attest(Instant when, String severity) {
        Path osv = Fixtures.osv(folder.resolve(severity), severity);
        Path reports = folder.resolve("reports-" + severity);
        Gate.runAt(when, words("scan", image(), "--osv", osv, "--no-cache", "--out", reports));
        Gate attest = Gate.runAt(
                when,
                words(
                        "attest",
                        image(),
                        "--verdict",
                        reports.resolve("verdict.json"),
                        "--input",
                        reports.resolve("sbom.cdx.json"),
                        "--key",
                        Fixtures.write(folder.resolve("gate.key"), GATE.privatePem())));
        assertThat(attest.err()).isEmpty();
    }

    void passed() {
        attest(Gate.NOW, "LOW");
    }
}
