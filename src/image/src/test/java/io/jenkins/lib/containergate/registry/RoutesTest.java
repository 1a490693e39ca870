package io.jenkins.lib.containergate.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpClients;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hostile registry cannot send requests to addresses that it does not reach itself. */
class RoutesTest {
    private static final Digest BLOB = Digest.of(new byte[] {1});
    private static final String METADATA = "http://169.254.169.254/latest/meta-data/iam";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(int status, String header, String value) {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod());
            exchange.getResponseHeaders().add(header, value);
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().endsWith(BLOB.hex()) ? 404 : status, -1);
            exchange.close();
        });
    }

    private static RegistryClient client() {
        return new RegistryClient(
                new HttpTransport(
                        HttpClients.create(ProxySelector.of(null), Optional.empty(), TlsTrust.with(List.of())),
                        InsecureHosts.everywhere(),
                        HttpLimits.defaults(),
                        Clock.systemUTC(),
                        pause -> {}),
                (image, deadline) -> new RegistryLogin.Password("user", "hush"));
    }

    private ImageReference image() throws GateException {
        return ImageReference.parse("127.0.0.1:" + server.getAddress().getPort() + "/shop/app:1");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectionToTheMetadataOfACloudIsNotFollowed(int status) throws Exception {
        answer(status, "Location", METADATA);
        RepositoryReader reader = client().reader(image());
        assertThatThrownBy(() -> reader.manifest("1", Registries.soon()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("169.254.169.254")
                .hasMessageContaining("link-local");
        Descriptor other = Descriptor.of("x", Digest.of(new byte[] {2}), 1);
        assertThatThrownBy(() -> reader.blob(other, "blob", 10, Registries.soon()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("link-local");
    }

    @Test
    void aTokenServerThereSeesNoLogin() throws Exception {
        answer(401, "WWW-Authenticate", "Bearer realm=\"" + METADATA + "\",service=\"x\"");
        RepositoryReader reader = client().reader(image());
        assertThatThrownBy(() -> reader.manifest("1", Registries.soon()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("link-local")
                .hasMessageNotContaining("hush");
    }

    @Test
    void anUploadIsNotSentThere() throws Exception {
        answer(202, "Location", METADATA);
        RepositoryWriter writer = client().writer(image());
        assertThatThrownBy(() -> writer.putBlob("x", new byte[] {1}, Registries.soon()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("link-local");
        assertThat(asked).doesNotContain("PUT");
    }
}
