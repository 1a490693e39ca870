package io.jenkins.lib.containergate.lambda;

import io.jenkins.lib.containergate.cli.GateCommandLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.testkit.aws.FakeEcs;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A registry with an image, an ECS that is about to deploy it, and the policy that both are judged under. */
final class DeployedShop implements AutoCloseable {
    private static final SigningKey GATE = SigningKey.ed25519();

    private final Path folder;
    private final BuiltImage image = ImageBuilder.image()
            .layer(
                    LayerBuilder.layer()
                            .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                            .file("var/lib/dpkg/status", """
                                Package: libssl3
                                Status: install ok installed
                                Architecture: amd64
                                Source: openssl
                                Version: 3.0.11-1~deb12u1

                                """),
                    "ADD file:0123 in /")
            .user("10001")
            .healthCheck("CMD", "/bin/healthy")
            .build();
    private final FakeRegistry registry = FakeRegistry.start().with("shop/web", OciLayout.of(image, "1"));
    private final FakeEcs ecs = FakeEcs.start();

    DeployedShop(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("policy.yaml"), policy());
        define("");
        ecs.service("prod", "shop", "shop", """
            {"launchType": "FARGATE", "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"],
             "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}}}
            """);
        ecs.waiting("prod", "shop", "one", "web " + name() + " " + image.manifestDigest());
    }

    private void define(String more) throws IOException {
        ecs.taskDefinition("""
            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", %s
             "memory": "512", "containerDefinitions": [{"name": "web", "image": "%s", "user": "1000",
             "readonlyRootFilesystem": true}]}
            """.formatted(more, name()));
    }

    /** The tasks run with a role of the account. */
    void taskRole(String name) throws IOException {
        define("\"taskRoleArn\": \"arn:aws:iam::123456789012:role/" + name + "\",");
    }

    String policy() {
        return """
            version: 1
            vulnerabilities: {max: {critical: 0, high: 0}}
            taskDefinition: {awsLookups: optional, rules: {image-by-digest: warn, log-configuration: off}}
            signatures:
              - repositories: ['**/shop/*']
                verdict: {verifier: 'urn:container-gate', asStrict: true}
                signers: [%s]
            """.formatted(GATE.signer("gate"));
    }

    private String name() {
        return registry.authority() + "/shop/web:1";
    }

    FakeEcs ecs() {
        return ecs;
    }

    String registry() {
        return registry.authority();
    }

    /** Of the deployment, as ECS sends it. */
    static String event() {
        return """
            {"executionId": "e8d5a28f", "lifecycleStage": "PRE_SCALE_UP",
             "resourceArn": "%s", "executionDetails": {"serviceArn": "%s", "targetServiceRevisionArn": "%s",
             "testTrafficWeights": {}, "productionTrafficWeights": {}}}
            """.formatted(
                        FakeEcs.arn("service-deployment/prod/shop/one"),
                        FakeEcs.arn("service/prod/shop"),
                        FakeEcs.arn("service-revision/prod/shop/one"));
    }

    /** Scans the image and attests the verdict, with the command line. */
    void attest() throws IOException {
        attest(GATE);
    }

    void replaceAttestationByAStrangers() throws IOException {
        registry.deleteReferrers();
        attest(SigningKey.ed25519());
    }

    void makeAttestationsUnreadable() {
        registry.failAlways("/referrers/", new RegistryFault.Status(403));
    }

    private void attest(SigningKey signer) throws IOException {
        Path osv = Files.createDirectories(folder.resolve("osv")).resolve("DEBIAN-CVE-2023-5363.json");
        Files.writeString(osv, """
            {"schema_version": "1.6.0", "id": "DEBIAN-CVE-2023-5363", "modified": "2026-11-20T00:00:00Z",
             "affected": [{"package": {"ecosystem": "Debian:12", "name": "openssl"},
               "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.0.11-1~deb12u2"}]}]}],
             "database_specific": {"severity": "LOW"}}
            """);
        Path key = Files.writeString(folder.resolve("gate.key"), signer.privatePem());
        Path reports = folder.resolve("reports");
        gate("scan", name(), "--osv", osv.getParent(), "--no-cache", "--out", reports);
        gate(
                "attest",
                name(),
                "--verdict",
                reports.resolve("verdict.json"),
                "--input",
                reports.resolve("sbom.cdx.json"),
                "--key",
                key);
    }

    private void gate(Object... words) {
        List<String> all = new ArrayList<>();
        Arrays.stream(words).map(Object::toString).forEach(all::add);
        all.addAll(List.of(
                "--policy",
                folder.resolve("policy.yaml").toString(),
                "--insecure-registry",
                registry.authority(),
                "--docker-config",
                folder.resolve("docker").toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = GateCommandLine.execute(Terminal.plain(out, out), Clock.systemUTC(), all.toArray(new String[0]));
        if (exit != 0) {
            throw new AssertionError(out.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        ecs.close();
        registry.close();
    }
}
