package io.jenkins.lib.containergate.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.containergate.aws.EcrLogins.EcrCredentials;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions.EcrLoginOnDemand;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EcrLoginOnDemandTest {
    @Test
    void anImageInEcrNeedsNoDockerLogin() throws Exception {
        String token = Base64.getEncoder().encodeToString("AWS:short-lived".getBytes(StandardCharsets.UTF_8));
        byte[] answer = ("{\"authorizationData\":[{\"authorizationToken\":\"" + token + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        String id = System.setProperty("aws.accessKeyId", "testing");
        String key = System.setProperty("aws.secretAccessKey", "testing");
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            AwsAccess access =
                    new AwsAccess(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(endpoint));
            RegistryCredentials credentials =
                    new EcrCredentials(new EcrLoginOnDemand(access), RegistryCredentials.none());
            assertThat(credentials.login(
                            ImageReference.parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/app:1"),
                            Deadline.after(Duration.ofMinutes(1), Clock.systemUTC())))
                    .isEqualTo(new RegistryLogin.Password("AWS", "short-lived"));
        } finally {
            server.stop(0);
            restore("aws.accessKeyId", id);
            restore("aws.secretAccessKey", key);
        }
    }

    private static void restore(String name, @org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}
