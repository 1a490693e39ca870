package io.jenkins.lib.containergate.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.containergate.testkit.aws.FakeEcs;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function in AWS's runtime interface emulator, run by AWS's runtime interface client. */
@Tag("peers")
class EmulatorPeerTest {
    private static final String EMULATOR = "aws-lambda-rie";
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    @TempDir
    private Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private DeployedShop shop;
    private Process process;
    private int port;

    @BeforeEach
    void start() throws IOException {
        Optional<Path> emulator = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(each -> Path.of(each, EMULATOR))
                .filter(Files::isExecutable)
                .findFirst();
        if (emulator.isEmpty()) {
            if ("required".equals(System.getenv("CONTAINER_GATE_PEERS"))) {
                fail(EMULATOR + " is not on the PATH; .ci/peers builds it");
            }
            assumeTrue(false, EMULATOR + " is not on the PATH");
        }
        shop = new DeployedShop(folder);
        port = free();
        ProcessBuilder command = new ProcessBuilder(
                emulator.orElseThrow().toString(),
                "--runtime-interface-emulator-address",
                "127.0.0.1:" + port,
                "--runtime-api-address",
                "127.0.0.1:" + free(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-cp",
                classPath(),
                CLIENT,
                AdmissionHandler.class.getName() + "::handleRequest");
        command.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL",
                        shop.ecs().address().toString(),
                        "AWS_REGION",
                        FakeEcs.REGION,
                        "AWS_ACCESS_KEY_ID",
                        "testing",
                        "AWS_SECRET_ACCESS_KEY",
                        "hidden-key",
                        "AWS_LAMBDA_FUNCTION_TIMEOUT",
                        "60",
                        "LAMBDA_TASK_ROOT",
                        folder.toString(),
                        "GATE_PLAIN_HTTP",
                        shop.registry()));
        process =
                command.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    private Path log() {
        return folder.resolve("emulator.log");
    }

    /** What the zip holds, and nothing that only tests have. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !each.contains("test-classes") && !each.contains("testkit") && !each.contains("junit"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        if (shop != null) {
            shop.close();
        }
    }

    private String invoke(String event) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/2015-03-31/functions/function/invocations"))
                .timeout(Duration.ofSeconds(90))
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            } catch (java.net.ConnectException e) {
                if (attempt == 100) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    @Test
    void theFunctionAnswersWhatItSaysInAws() throws Exception {
        shop.attest();
        assertThat(invoke(DeployedShop.event()))
                .as(Files.readString(log()))
                .isEqualTo("{\"hookStatus\":\"SUCCEEDED\"}");
        assertThat(invoke(DeployedShop.event().replace("executionId", "unknown")))
                .isEqualTo("{\"hookStatus\":\"FAILED\"}");
        assertThat(invoke("{}")).isEqualTo("{\"hookStatus\":\"FAILED\"}");
        assertThat(Files.readString(log())).contains("under the policy sha256:").doesNotContain("hidden-key");
    }

    @Test
    void anImageThatNobodyAttestedFails() throws Exception {
        assertThat(invoke(DeployedShop.event())).isEqualTo("{\"hookStatus\":\"FAILED\"}");
    }

    @Test
    void whatPassedIsRefusedOnceItsAttestationIsGoneOrAStrangersAndUnreadableFails() throws Exception {
        shop.attest();
        assertThat(invoke(DeployedShop.event())).isEqualTo("{\"hookStatus\":\"SUCCEEDED\"}");
        shop.replaceAttestationByAStrangers();
        assertThat(invoke(DeployedShop.event())).isEqualTo("{\"hookStatus\":\"FAILED\"}");
        shop.makeAttestationsUnreadable();
        assertThat(invoke(DeployedShop.event())).isEqualTo("{\"hookStatus\":\"FAILED\"}");
    }
}
