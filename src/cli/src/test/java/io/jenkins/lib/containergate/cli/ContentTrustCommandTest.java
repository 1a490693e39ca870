package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.FakeNotary;
import io.jenkins.lib.containergate.testkit.signature.TrustRepository;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} under a policy that trusts a role of Docker Content Trust. */
class ContentTrustCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aTagPassesAsLongAsTheTrustedRoleHasSignedItsDigest() throws Exception {
        ServerIdentity identity = ServerIdentity.valid(folder);
        BuiltImage image = Fixtures.debian().build();
        try (FakeRegistry registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
                FakeNotary notary = new FakeNotary(identity)) {
            TrustRepository trust = new TrustRepository(registry.authority() + "/shop/app");
            notary.with(registry.authority() + "/shop/app", trust);
            trust.sign("targets/releases", "1.4", "ab".repeat(32), 1).publish();
            Files.createDirectories(folder.resolve("docker"));
            Files.writeString(
                    folder.resolve("docker/config.json"),
                    "{\"auths\":{\"" + registry.authority() + "\":{\"auth\":\"dXNlcjpoaWRkZW4=\"}}}");
            Path policy =
                    Fixtures.write(folder.resolve("org.yaml"), """
                        version: 1
                        signatures:
                          - repositories: ['**']
                            signers:
                              - {name: notary, contentTrust: {server: '%s', rootKeys: ['%s'], delegations: [targets/releases]}}
                        """.formatted(notary.address(), trust.rootKeyId()));
            Object[] command = {
                "verify", registry.authority() + "/shop/app:1.4",
                "--insecure-registry", registry.authority(),
                "--docker-config", folder.resolve("docker"),
                "--registry-ca", Fixtures.write(folder.resolve("ca.pem"), identity.pem()),
                "--trust-state", folder.resolve("seen"),
                "--policy", policy
            };

            Gate refused = Gate.run(command);
            assertThat(refused.out()).contains("has signed another digest for the tag");
            assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);

            trust.sign("targets/releases", "1.4", image.manifestDigest().replace("sha256:", ""), size(registry))
                    .publish();
            Gate passed = Gate.run(command);
            assertThat(passed.out()).contains("signed by notary (Docker Content Trust, targets/releases");
            assertThat(passed.exit()).isZero();
            assertThat(notary.authorizations()).isEmpty();

            notary.stop();
            Gate undecided = Gate.run(command);
            assertThat(undecided.exit()).isEqualTo(ExitCode.ERROR);
        }
    }

    private static long size(FakeRegistry registry) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + registry.authority() + "/v2/shop/app/manifests/1.4"))
                .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body()
                .length;
    }
}
