package io.jenkins.lib.containergate.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.http.HttpClients;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeProxy;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trust, proxies and plain HTTP. */
class RegistryConnectionTest {
    private static final ProxySelector DIRECT = ProxySelector.of(null);

    @TempDir
    private Path directory;

    private final BuiltImage image =
            ImageBuilder.image().layer(LayerBuilder.layer().file("a", "1")).build();

    private static HttpClient trusting(ServerIdentity... identities) {
        return HttpClients.create(
                DIRECT,
                Optional.empty(),
                TlsTrust.with(List.of(identities).stream()
                        .map(ServerIdentity::certificate)
                        .toList()));
    }

    private static Optional<StoredManifest> manifest(FakeRegistry registry, HttpClient client) throws Exception {
        ImageReference reference = Registries.image(registry, "app:1");
        return Registries.plain().client(client).reader(reference).manifest("1", Registries.soon());
    }

    @Test
    void anAuthorityOfOnesOwnIsTrustedWhenItIsNamed() throws Exception {
        ServerIdentity identity = ServerIdentity.valid(directory);
        try (FakeRegistry registry = FakeRegistry.startTls(identity.context()).with("app", OciLayout.of(image, "1"))) {
            assertThat(manifest(registry, trusting(identity))).isPresent();
            assertThatThrownBy(() -> manifest(registry, trusting()))
                    .hasMessageContaining("authority that is not trusted here")
                    .hasMessageContaining("--registry-ca");
            assertThat(registry.requests()).hasSize(1);
        }
    }

    @Test
    void anExpiredCertificateIsAnError() throws Exception {
        ServerIdentity identity = ServerIdentity.expired(directory);
        try (FakeRegistry registry = FakeRegistry.startTls(identity.context())) {
            assertThatThrownBy(() -> manifest(registry, trusting(identity)))
                    .hasMessageContaining("the certificate of " + registry.authority() + " has expired");
        }
    }

    @Test
    void aCertificateForAnotherHostIsAnError() throws Exception {
        ServerIdentity identity = ServerIdentity.otherHost(directory);
        try (FakeRegistry registry = FakeRegistry.startTls(identity.context())) {
            assertThatThrownBy(() -> manifest(registry, trusting(identity)))
                    .hasMessageContaining("is not accepted")
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void theMachineItselfIsNoExceptionFromEncryption() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread plain = new Thread(() -> refuseTls(server));
            plain.setDaemon(true);
            plain.start();
            String authority = "127.0.0.1:" + server.getLocalPort();
            ImageReference reference = ImageReference.parse(authority + "/app:1");
            assertThatThrownBy(() -> Registries.plain()
                            .client(trusting())
                            .reader(reference)
                            .manifest("1", Registries.soon()))
                    .hasMessageContaining("does not speak TLS")
                    .hasMessageContaining("--insecure-registry " + authority);
        }
    }

    /** As web servers do. */
    private static void refuseTls(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // the test has ended
        }
    }

    @Test
    void requestsGoThroughTheProxy() throws Exception {
        try (FakeRegistry registry = FakeRegistry.start().with("app", OciLayout.of(image, "1"));
                FakeProxy proxy = FakeProxy.before(registry)) {
            HttpClient client =
                    HttpClients.create(ProxySelector.of(proxy.address()), Optional.empty(), TlsTrust.with(List.of()));
            ImageReference reference = ImageReference.parse("registry.invalid:5000/app:1");
            Registries named = Registries.plainAt("registry.invalid:5000");
            assertThat(named.client(client).reader(reference).manifest("1", Registries.soon()))
                    .isPresent();
            assertThat(proxy.requests()).containsExactly("http://registry.invalid:5000/v2/app/manifests/1");
        }
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        for (String text : new String[] {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"}) {
            assertThatThrownBy(() -> TlsTrust.parse(text.getBytes(StandardCharsets.UTF_8), "ca.pem"))
                    .hasMessageContaining("ca.pem holds no certificate");
        }
    }

    @Test
    void certificatesAreReadFromPem() throws Exception {
        ServerIdentity one = ServerIdentity.valid(directory);
        ServerIdentity two = ServerIdentity.otherHost(directory);
        assertThat(TlsTrust.parse((one.pem() + two.pem()).getBytes(StandardCharsets.UTF_8), "ca.pem"))
                .containsExactly(one.certificate(), two.certificate());
    }
}
