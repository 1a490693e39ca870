package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code attest} and {@code verify} with a key in AWS KMS. */
class KmsCommandsTest {
    private static final String ARN = "arn:aws:kms:eu-central-1:123456789012:key/a";
    private static final Map<String, String> SETTINGS =
            Map.of("aws.accessKeyId", "testing", "aws.secretAccessKey", "testing");

    private final SigningKey kept = SigningKey.ecdsa();
    private final BuiltImage image = Fixtures.debian().build();
    private FakeRegistry registry;
    private HttpServer kms;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
        kms = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        kms.createContext("/", this::answer);
        kms.start();
        SETTINGS.forEach(System::setProperty);
        System.setProperty(
                "aws.endpointUrl", "http://127.0.0.1:" + kms.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.endpointUrl");
        SETTINGS.keySet().forEach(System::clearProperty);
        kms.stop(0);
        registry.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = JsonMapper.builder().build().readTree(exchange.getRequestBody());
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            byte[] answer = (target.endsWith("Sign")
                            ? "{\"Signature\":\""
                                    + base64(kept.sign(Base64.getDecoder()
                                            .decode(question.path("Message").asText()))) + "\"}"
                            : "{\"KeyUsage\":\"SIGN_VERIFY\",\"PublicKey\":\""
                                    + base64(kept.publicKey().getEncoded()) + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private Gate gate(String command, Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                command,
                registry.authority() + "/shop/app:1.4",
                "--insecure-registry",
                registry.authority(),
                "--docker-config",
                folder.resolve("docker")));
        words.addAll(Arrays.asList(more));
        return Gate.run(words.toArray());
    }

    private Path demand(String pin) {
        return Fixtures.write(folder.resolve("demand.yaml"), """
            version: 1
            signatures:
              - repositories: ['**/shop/*']
                verdict: {verifier: 'https://ci.example/'}
                signers:
                  - {name: gate, cosign: {ignoreTlog: true, kms: '%s', sha256: '%s'}}
            """.formatted(ARN, pin));
    }

    private Gate attest(Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("--verdict", folder.resolve("reports/verdict.json"), "--verifier", "https://ci.example/"));
        words.addAll(Arrays.asList(more));
        return gate("attest", words.toArray());
    }

    @Test
    void aVerdictSignedInKmsIsAcceptedWherePolicyPinsThatKey() {
        gate("scan", "--osv", Fixtures.osv(folder, "LOW"), "--out", folder.resolve("reports"));
        Gate attest = attest("--kms", ARN, "--attach", "verdict");
        assertThat(attest.err()).isEmpty();
        assertThat(attest.exit()).isZero();

        String pin = Digest.of(kept.publicKey().getEncoded()).hex();
        assertThat(gate("verify", "--policy", demand(pin)).exit()).isZero();

        Gate other = gate("verify", "--policy", demand(Digest.of(new byte[] {1}).hex()));
        assertThat(other.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(other.out()).contains("another key");
    }

    @Test
    void oneKeyIsNamedAndOnlyOne() {
        gate("scan", "--osv", Fixtures.osv(folder, "LOW"), "--out", folder.resolve("reports"));
        assertThat(attest().exit()).isEqualTo(ExitCode.USAGE);
        Path file = Fixtures.write(folder.resolve("gate.key"), kept.privatePem());
        assertThat(attest("--kms", ARN, "--key", file).exit()).isEqualTo(ExitCode.USAGE);
        assertThat(attest("--kms", "alias/gate").err()).contains("not the ARN of a key");
    }
}
